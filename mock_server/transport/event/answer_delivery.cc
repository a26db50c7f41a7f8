#include "transport/event/answer_delivery.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <string_view>
#include <utility>

#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {

void AnswerDelivery::await_answer(std::shared_ptr<PendingAnswer> answer) {
  pending_.emplace(Pending{.answer = std::move(answer)});
  const Duration patience = pending_->answer->patience();
  const auto check = [this, weak = owner_.weak_from_this()] {
    const auto owner = weak.lock();
    if (owner == nullptr) return;
    check_pending(false);
    owner->proceed();
  };
  pending_->changes = pending_->answer->on_change(
      [check, &context = loop_.context()] { boost::asio::post(context, check); });
  // It may be there already, and the patience may be over before it begins.
  start_timer(patience, &AnswerDelivery::check_pending_at_last);
  boost::asio::post(loop_.context(), [check, keep = owner_.shared_from_this()] { check(); });
}

void AnswerDelivery::check_pending(bool last) {
  if (!pending_) return;
  const auto response = pending_->answer->look(last);
  if (!response) return;
  timer_.reset();
  pending_.reset();
  owner_.send_answer(*response);
}

void AnswerDelivery::begin(WireAnswer wire, Timestamp not_before, Duration delay) {
  wire_ = std::move(wire);
  delay_ = delay;
  added_ = 0;
  is_waiting_ = true;
  // Almost no answer has a moment to wait for, so that the clock is not even read.
  if (not_before == Timestamp::min() || loop_.setting().clock.now() >= not_before) {
    return wait_for_delay();
  }
  moment_ = loop_.clock_moments().add(not_before, [this, keep = owner_.shared_from_this()] {
    moment_.reset();
    wait_for_delay();
    keep->proceed();
  });
}

void AnswerDelivery::wait_for_delay() {
  if (delay_ <= Duration::zero()) return add_piece();
  start_timer(delay_, &AnswerDelivery::add_piece);
}

void AnswerDelivery::add_piece() {
  const std::size_t size = wire_.next(added_);
  out_.add(std::string_view(wire_.text).substr(added_, size));
  added_ += size;
  is_waiting_ = false;
}

void AnswerDelivery::pause_before_next_piece() {
  is_waiting_ = true;
  start_timer(wire_.pause, &AnswerDelivery::add_piece);
}

WireAnswer AnswerDelivery::end() {
  added_ = 0;
  return std::exchange(wire_, {});
}

void AnswerDelivery::cancel() {
  is_cancelled_ = true;
  timer_.reset();
  if (pending_) {
    pending_->changes.reset();
    // The last look is taken also when the connection has closed.
    const std::shared_ptr<PendingAnswer> answer = std::move(pending_->answer);
    pending_.reset();
    answer->look(true);
  }
  if (moment_) {
    loop_.clock_moments().cancel(*moment_);
    moment_.reset();
  }
}

void AnswerDelivery::start_timer(Duration time, void (AnswerDelivery::*then)()) {
  if (timer_ == nullptr) timer_ = std::make_unique<boost::asio::steady_timer>(loop_.context());
  timer_->expires_after(std::min<Duration>(time, kLongestDelay));
  timer_->async_wait([this, keep = owner_.shared_from_this(),
                      then](const boost::system::error_code& cancelled) {
    if (cancelled || is_cancelled_) return;
    (this->*then)();
    keep->proceed();
  });
}

}  // namespace wavespeed_mock::transport
