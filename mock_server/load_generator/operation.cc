#include "load_generator/operation.h"

#include "load_generator/task_answer.h"

namespace wavespeed_mock::load {
namespace {

Operation::Step done(Outcome outcome) {
  return {.outcome = outcome};
}

bool is_success(int status) {
  return status >= 200 && status < 300;
}

}  // namespace

Operation::Operation(const Plan& plan, const EncodedRequests& texts)
    : plan_(plan),
      texts_(texts),
      poll_always_(plan.scenario == Scenario::poll ? texts.poll(plan.task) : std::string()) {}

Operation::Step Operation::begin(Stats* stats, Instant now) {
  stats_ = stats;
  return plan_.scenario == Scenario::poll ? send(Doing::poll, poll_always_, now)
                                          : send(Doing::submit, texts_.submit(), now);
}

Operation::Step Operation::send(Doing doing, std::string_view text, Instant now) {
  doing_ = doing;
  sent_ = now;
  const bool looks = plan_.scenario == Scenario::lifecycle ? doing != Doing::fetch
                                                           : plan_.scenario == Scenario::sync;
  return {.kind = Step::Kind::send, .text = text, .needs_body = looks};
}

Operation::Step Operation::on_answer(int status, std::string_view body, Instant now) {
  if (!is_success(status)) return done(Outcome::other_status);
  switch (plan_.scenario) {
    case Scenario::poll:
    case Scenario::submit:
      return done(Outcome::ok);
    case Scenario::sync:
      return done(says_completed(body) ? Outcome::ok : Outcome::task_failed);
    case Scenario::lifecycle:
      break;
  }
  if (doing_ != Doing::fetch) return on_task(body, now);
  if (stats_ != nullptr) stats_->phases.fetch.record(now - sent_);
  return done(Outcome::ok);
}

Operation::Step Operation::on_task(std::string_view body, Instant now) {
  const auto task = read_task_answer(body);
  if (!task) return done(Outcome::unreadable);
  if (doing_ == Doing::submit) {
    submitted_ = now;
    poll_ = texts_.poll(task->id);
  }
  if (stats_ != nullptr) {
    Phases& phases = stats_->phases;
    (doing_ == Doing::submit ? phases.submit : phases.poll).record(now - sent_);
    if (task->is_final()) phases.finish.record(now - submitted_);
  }
  if (!task->is_final()) return {.kind = Step::Kind::wait};
  if (task->status != "completed") return done(Outcome::task_failed);
  if (task->output.empty()) return done(Outcome::ok);
  auto fetch = texts_.fetch(task->output);
  if (!fetch) {
    if (stats_ != nullptr) ++stats_->elsewhere;
    return done(Outcome::ok);
  }
  text_ = *std::move(fetch);
  return send(Doing::fetch, text_, now);
}

Operation::Step Operation::on_waited(Instant now) {
  return send(Doing::poll, poll_, now);
}

}  // namespace wavespeed_mock::load
