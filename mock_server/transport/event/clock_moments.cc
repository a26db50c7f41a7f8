#include "transport/event/clock_moments.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {

ClockMoments::ClockMoments(boost::asio::io_context& loop, Clock& clock)
    : loop_(loop), clock_(clock), timer_(loop) {}

ClockMoments::Place ClockMoments::add(Timestamp due, Then then) {
  if (moves_ == nullptr) {
    moves_ = clock_.on_move([this] { boost::asio::post(loop_, [this] { call_due(); }); });
  }
  const bool is_next = waiting_.empty() || due < waiting_.begin()->first;
  const Place index = waiting_.emplace(due, std::move(then));
  if (is_next) set_timer();
  return index;
}

void ClockMoments::cancel(Place index) {
  // The timer may ring for nothing.
  waiting_.erase(index);
}

void ClockMoments::call_due() {
  // Each may add and cancel others.
  while (!waiting_.empty() && clock_.wall_time_until(waiting_.begin()->first) <= Duration::zero()) {
    const Then then = std::move(waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
    then();
  }
  set_timer();
}

void ClockMoments::set_timer() {
  if (waiting_.empty()) return;
  const Duration left = clock_.wall_time_until(waiting_.begin()->first);
  timer_.expires_after(std::min<Duration>(left, kLongestDelay));
  timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) call_due();
  });
}

}  // namespace wavespeed_mock::transport
