#include "base/value/change_signal.h"

#include <utility>

namespace wavespeed_mock {

class ChangeSignal::Handle {
 public:
  Handle(std::shared_ptr<Listeners> listeners, std::function<void()> changed)
      : listeners_(std::move(listeners)) {
    const std::lock_guard lock(listeners_->mutex);
    index_ = listeners_->calls.insert(listeners_->calls.end(), std::move(changed));
    ++listeners_->count;
  }
  ~Handle() {
    const std::lock_guard lock(listeners_->mutex);
    listeners_->calls.erase(index_);
    --listeners_->count;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

 private:
  const std::shared_ptr<Listeners> listeners_;
  std::list<std::function<void()>>::iterator index_;
};

ChangeSignal::ChangeSignal() : listeners_(std::make_shared<Listeners>()) {}

void ChangeSignal::notify() const {
  if (listeners_->count.load(std::memory_order_relaxed) == 0) return;
  const std::lock_guard lock(listeners_->mutex);
  for (const auto& changed : listeners_->calls) changed();
}

std::shared_ptr<void> ChangeSignal::listen(std::function<void()> changed) const {
  return std::make_shared<Handle>(listeners_, std::move(changed));
}

}  // namespace wavespeed_mock
