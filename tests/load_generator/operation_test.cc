#include "load_generator/operation.h"

#include <gtest/gtest.h>

#include "load_generator/task_answer.h"

namespace wavespeed_mock::load::operation_test {
namespace {

using Kind = Operation::Step::Kind;
using std::chrono::milliseconds;

// A task as the API shows it.
std::string task(const std::string& status, const std::string& output = "") {
  const std::string outputs = output.empty() ? "" : '"' + output + '"';
  return R"({"code":200,"data":{"id":"t1","status":")" + status + R"(","outputs":[)" + outputs +
         "]}}";
}

class OperationTest : public testing::Test {
 protected:
  Operation::Step begin(Scenario scenario) {
    plan_.scenario = scenario;
    plan_.target = "http://api.test";
    plan_.key = "k";
    plan_.task = scenario == Scenario::poll ? "t0" : "";
    texts_.emplace(plan_);
    operation_.emplace(plan_, *texts_);
    return operation_->begin(&stats_, at(0));
  }
  static Instant at(int ms) { return Instant(milliseconds(ms)); }
  void expect_end(const Operation::Step& step, Outcome outcome) {
    EXPECT_EQ(step.kind, Kind::done);
    EXPECT_EQ(to_text(step.outcome), to_text(outcome));
  }

  Plan plan_;
  std::optional<EncodedRequests> texts_;
  std::optional<Operation> operation_;
  Stats stats_;
};

TEST_F(OperationTest, PollsOneTaskOnce) {
  const Operation::Step step = begin(Scenario::poll);
  EXPECT_EQ(step.kind, Kind::send);
  EXPECT_EQ(step.text, texts_->poll("t0"));
  EXPECT_FALSE(step.needs_body);
  expect_end(operation_->on_answer(200, "", at(1)), Outcome::ok);
}

TEST_F(OperationTest, SubmitsOnce) {
  const Operation::Step step = begin(Scenario::submit);
  EXPECT_EQ(step.text, texts_->submit());
  EXPECT_FALSE(step.needs_body);
  expect_end(operation_->on_answer(201, "", at(1)), Outcome::ok);
}

TEST_F(OperationTest, FailsOnAnyOtherStatus) {
  for (const Scenario scenario :
       {Scenario::poll, Scenario::submit, Scenario::lifecycle, Scenario::sync}) {
    for (const int status : {302, 400, 429, 503}) {
      begin(scenario);
      expect_end(operation_->on_answer(status, task("completed"), at(1)), Outcome::other_status);
    }
  }
}

TEST_F(OperationTest, RequiresACompletedTaskInSyncMode) {
  EXPECT_TRUE(begin(Scenario::sync).needs_body);
  expect_end(operation_->on_answer(200, task("completed"), at(1)), Outcome::ok);
  begin(Scenario::sync);
  expect_end(operation_->on_answer(200, task("failed"), at(1)), Outcome::task_failed);
  begin(Scenario::sync);
  expect_end(operation_->on_answer(200, task("processing"), at(1)), Outcome::task_failed);
}

TEST_F(OperationTest, TimesThePhasesOfALifecycle) {
  Operation::Step step = begin(Scenario::lifecycle);
  EXPECT_EQ(step.text, texts_->submit());
  EXPECT_TRUE(step.needs_body);
  EXPECT_EQ(operation_->on_answer(200, task("created"), at(10)).kind, Kind::wait);
  step = operation_->on_waited(at(60));
  EXPECT_EQ(step.kind, Kind::send);
  EXPECT_EQ(step.text, texts_->poll("t1"));
  EXPECT_TRUE(step.needs_body);
  EXPECT_EQ(operation_->on_answer(200, task("processing"), at(62)).kind, Kind::wait);
  operation_->on_waited(at(100));
  step = operation_->on_answer(200, task("completed", "http://api.test/o/1.png"), at(104));
  EXPECT_EQ(step.kind, Kind::send);
  EXPECT_EQ(step.text, texts_->fetch("http://api.test/o/1.png"));
  EXPECT_FALSE(step.needs_body);
  expect_end(operation_->on_answer(200, "", at(109)), Outcome::ok);

  const Phases& phases = stats_.phases;
  EXPECT_EQ(phases.submit.max(), milliseconds(10));
  EXPECT_EQ(phases.poll.count(), 2U);
  EXPECT_EQ(phases.poll.min(), milliseconds(2));
  EXPECT_EQ(phases.poll.max(), milliseconds(4));
  EXPECT_EQ(phases.finish.count(), 1U);
  EXPECT_EQ(phases.finish.max(), milliseconds(94));
  EXPECT_EQ(phases.fetch.max(), milliseconds(5));
}

TEST_F(OperationTest, EndsALifecycleThatFails) {
  begin(Scenario::lifecycle);
  operation_->on_answer(200, task("created"), at(1));
  operation_->on_waited(at(2));
  expect_end(operation_->on_answer(200, task("failed"), at(3)), Outcome::task_failed);
  begin(Scenario::lifecycle);
  expect_end(operation_->on_answer(200, "<html>", at(1)), Outcome::unreadable);
  begin(Scenario::lifecycle);
  expect_end(operation_->on_answer(200, task("completed"), at(1)),
             Outcome::ok);  // the task has no output
}

TEST_F(OperationTest, CountsOutputsOnOtherServers) {
  begin(Scenario::lifecycle);
  expect_end(operation_->on_answer(200, task("completed", "https://cdn.test/1.png"), at(1)),
             Outcome::ok);
  EXPECT_EQ(stats_.elsewhere, 1U);
}

TEST_F(OperationTest, DoesNotCountTheWarmUp) {
  begin(Scenario::lifecycle);
  operation_->begin(nullptr, at(0));
  operation_->on_answer(200, task("completed", "http://api.test/1.png"), at(1));
  operation_->on_answer(200, "", at(2));
  operation_->begin(nullptr, at(3));
  operation_->on_answer(200, task("completed", "https://cdn.test/1.png"), at(4));
  EXPECT_EQ(stats_.phases.submit.count() + stats_.phases.fetch.count() + stats_.elsewhere, 0U);
}

}  // namespace
}  // namespace wavespeed_mock::load::operation_test
