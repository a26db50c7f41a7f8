#include "load_generator/client.h"

#include "load_generator/task_answer.h"

namespace wavespeed_mock::load {
namespace {

// Before a connection is tried again, so that a target that is gone is not hammered.
constexpr std::chrono::milliseconds kAfterNoConnection{100};

}  // namespace

Client::Client(boost::asio::io_context& loop, const boost::asio::ip::tcp::endpoint& target,
               const Plan& plan, const EncodedRequests& texts, Owner& owner)
    : plan_(plan),
      owner_(owner),
      connection_(loop, target, *this),
      operation_(plan, texts),
      pause_(loop) {}

void Client::begin(Instant intended, Stats* stats, Instant at) {
  under_way_ = true;
  ++number_;
  intended_ = intended;
  stats_ = stats;
  bytes_in_before_ = connection_.bytes_in();
  bytes_out_before_ = connection_.bytes_out();
  go(operation_.begin(stats, at), at);
}

void Client::go(const Operation::Step& step, Instant at) {
  step_ = step;
  switch (step.kind) {
    case Operation::Step::Kind::send:
      return send();
    case Operation::Step::Kind::wait:
      return wait();
    case Operation::Step::Kind::done:
      return finish(step.outcome, at);
  }
}

void Client::send() {
  if (connection_.is_open()) return connection_.send(step_.text, step_.needs_body);
  ++reconnects_;
  connection_.open();
}

void Client::wait() {
  pause_.expires_after(plan_.poll_interval);
  pause_.async_wait([this, mine = number_](boost::system::error_code cancelled) {
    if (cancelled || !under_way_ || mine != number_) return;  // its time was over before
    const Instant at = now();
    go(operation_.on_waited(at), at);
  });
}

void Client::on_open(bool success) {
  if (!under_way_) return owner_.on_opened();
  if (!success) return finish(Outcome::connect, now());
  connection_.send(step_.text, step_.needs_body);
}

void Client::on_answer(const AnswerReader& answer) {
  const Instant at = now();
  const int status = answer.status();
  if (stats_ != nullptr) {
    ++stats_->statuses[status];
    ++served_;
    if (status >= 300 && !stats_->messages.contains(status)) {
      stats_->messages.emplace(status, message_in(answer.body(), plan_.key));
    }
  }
  go(operation_.on_answer(status, answer.body(), at), at);
}

void Client::on_lost(Outcome why) {
  finish(why, now());
}

void Client::check_time(Instant at) {
  if (!under_way_ || at - intended_ < plan_.timeout) return;
  connection_.close();
  finish(Outcome::timeout, at);
}

void Client::finish(Outcome outcome, Instant at) {
  under_way_ = false;
  if (stats_ != nullptr) {
    stats_->bytes_in += connection_.bytes_in() - bytes_in_before_;
    stats_->bytes_out += connection_.bytes_out() - bytes_out_before_;
  }
  owner_.on_end(outcome, intended_, at);
  if (outcome != Outcome::connect) return owner_.on_free(*this, at);
  pause_.expires_after(kAfterNoConnection);
  pause_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) owner_.on_free(*this, now());
  });
}

}  // namespace wavespeed_mock::load
