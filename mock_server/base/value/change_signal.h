// Tells whoever waits that something has changed.
//
// Every function may be called from any thread. While nobody listens, a change costs a look at an
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

  // To be called behind the change, which must have been made under a lock that listeners take when
  // they look: then none misses it that has begun to listen before it looked.
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
