#include "transport/httplib/connection_threads.h"

#include <system_error>
#include <utility>

namespace wavespeed_mock::transport {
namespace {

void join_all(std::list<std::thread>& threads) {
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

ConnectionThreads::ConnectionThreads(ThreadLimits limits) : limits_(limits) {}

ConnectionThreads::~ConnectionThreads() {
  ConnectionThreads::shutdown();
}

Enqueued ConnectionThreads::enqueue(std::function<void()> task) {
  Threads ended;
  {
    const std::lock_guard lock(mutex_);
    ended.swap(ended_);
    tasks_.push_back(std::move(task));
    // Idle threads that were woken for earlier tasks still count as idle until they have run.
    if (tasks_.size() <= idle_ || !start_thread()) changed_.notify_one();
  }
  join_all(ended);
  return static_cast<Enqueued>(true);
}

void ConnectionThreads::shutdown() {
  Threads left;
  std::unique_lock lock(mutex_);
  stopping_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return threads_.empty(); });
  left.swap(ended_);
  lock.unlock();
  join_all(left);
}

ConnectionThreads::Count ConnectionThreads::count() const {
  const std::lock_guard lock(mutex_);
  return {.all = threads_.size(), .idle = idle_};
}

bool ConnectionThreads::start_thread() {
  if (threads_.size() >= limits_.max) return false;
  const auto self = threads_.emplace(threads_.end());
  try {
    *self = std::thread(&ConnectionThreads::run, this, self);
  } catch (const std::system_error&) {
    // The system has no more threads to give: the task waits for one of those that run.
    threads_.erase(self);
    return false;
  }
  return true;
}

void ConnectionThreads::run(Threads::iterator self) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    const auto has_work = [this] { return !tasks_.empty() || stopping_; };
    while (!changed_.wait_for(lock, limits_.idle, has_work)) {
      if (idle_ > limits_.spare) break;
    }
    --idle_;
    if (tasks_.empty()) break;
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
  ended_.splice(ended_.end(), threads_, self);
  if (stopping_) changed_.notify_all();
}

}  // namespace wavespeed_mock::transport
