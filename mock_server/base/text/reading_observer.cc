#include "base/text/reading_observer.h"

namespace wavespeed_mock {
namespace {

// Only a thread that describes a format has one.
thread_local ReadingObserver* observer_of_thread = nullptr;

}  // namespace

ObservedReading::ObservedReading(ReadingObserver& observer)
    : before_(std::exchange(observer_of_thread, &observer)) {}

ObservedReading::~ObservedReading() {
  observer_of_thread = before_;
}

ReadingObserver* reading_observer() {
  return observer_of_thread;
}

}  // namespace wavespeed_mock
