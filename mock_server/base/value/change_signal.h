// Tells listeners that something has changed.
//
// Every function may be called from any thread. Without listeners, a change costs one read of an
// atomic number.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace wavespeed_mock {

class ChangeSignal {
 public:
  ChangeSignal();

  // Call it after the change, which must have been made under a lock that listeners take when they
  // look. Then a listener that calls listen() before it looks does not miss the change.
  void notify() const;

  // Calls `changed` after each change for as long as the handle lives; once the handle is gone, no
  // call is under way. `changed` must return soon, and neither take nor drop handles.
  [[nodiscard]] std::shared_ptr<void> listen(std::function<void()> changed) const;

 private:
  struct Listeners {
    std::atomic<int> count = 0;
    std::mutex mutex;
    std::list<std::function<void()>> calls;
  };
  class Handle;

  const std::shared_ptr<Listeners> listeners_;  // shared with the handles, which may live longer
};

}  // namespace wavespeed_mock
