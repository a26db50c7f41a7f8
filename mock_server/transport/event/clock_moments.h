// Waits on an event loop for times of the mock's clock: any number of them, with one timer.
//
// Belongs to the loop's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock::transport {

class ClockMoments {
 public:
  using Then = std::function<void()>;
  using Place = std::multimap<Timestamp, Then>::iterator;

  // Both must outlive it.
  ClockMoments(boost::asio::io_context& loop, Clock& clock);

  // Calls `then` when the clock has reached the time, by itself or by a move; never before this
  // function has returned.
  Place add(Timestamp due, Then then);
  // Removes a wait whose time has not come yet.
  void cancel(Place index);

 private:
  void call_due();
  void set_timer();

  boost::asio::io_context& loop_;
  Clock& clock_;
  boost::asio::steady_timer timer_;
  std::multimap<Timestamp, Then> waiting_;
  std::shared_ptr<void> moves_;  // held from the first moment on
};

}  // namespace wavespeed_mock::transport
