// What each fault does to the delivery of an answer.
#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::wire_faults_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(DelayFault, TakesASecondByDefault) {
  EXPECT_EQ(spoiled({"delay"}).delivery, (DeliveryPlan{.delay = seconds(1)}));
  EXPECT_EQ(spoiled({"delay"}).body, kFaultlessBody);
}

TEST(DelayFault, TakesTheDrawnTime) {
  const std::string uniform = R"({"type": "delay", "time": "uniform:1s,3s"})";
  const Duration first = spoiled({uniform}).delivery.delay;
  EXPECT_GE(first, seconds(1));
  EXPECT_LE(first, seconds(3));
  EXPECT_EQ(spoiled({uniform}).delivery.delay, first);
  EXPECT_NE(spoiled({uniform}, "GET", 1).delivery.delay, first);
  EXPECT_EQ(spoiled({R"({"type": "delay", "time": "percentiles:p0=2s"})"}).delivery.delay,
            seconds(2));
}

TEST(DelayFault, AddsUpWithoutOverflow) {
  const std::string long_one = R"({"type": "delay", "time": "200ms"})";
  EXPECT_EQ(spoiled({"delay", "error", long_one}).delivery.delay, milliseconds(1'200));
  const std::string century = R"({"type": "delay", "time": "36525d"})";
  EXPECT_EQ(spoiled({century, century, century, century}).delivery.delay,
            std::chrono::days(36'525));
}

TEST(DelayFault, ExplainsErrors) {
  EXPECT_EQ(
      fault_error(R"({"type": "delay", "time": 5})"),
      R"(here: field "time": must be a duration from 0 to 36525d such as "5s", "fixed:200ms", )"
      R"("uniform:1s,3s", "normal:2s,500ms", "lognormal:2s,0.5" or )"
      R"("percentiles:p50=1s,p99=10s", not 5)");
}

TEST(NoAnswerFault, SendsNothingByDefault) {
  EXPECT_EQ(spoiled({"no_answer"}).delivery, (DeliveryPlan{.ending = Ending::hang}));
}

TEST(NoAnswerFault, SendsAPartOfTheEndpointsAnswer) {
  const std::string part = R"({"type": "no_answer", "after_bytes": 20})";
  const Response response = spoiled({part});
  EXPECT_EQ(response.delivery, (DeliveryPlan{.ending = Ending::hang, .body_bytes = 20}));
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_FALSE(fault_of(part)->takes_answer()) << "a part needs an answer to cut";
}

TEST(NoAnswerFault, LeavesTheFirstEnding) {
  EXPECT_EQ(spoiled({"empty_reply", "no_answer"}).delivery.ending, Ending::close);
  EXPECT_EQ(spoiled({"no_answer", "empty_reply"}).delivery.ending, Ending::hang);
}

TEST(ConnectionResetFault, SendsNothingByDefault) {
  EXPECT_EQ(spoiled({"connection_reset"}).delivery, (DeliveryPlan{.ending = Ending::reset}));
}

TEST(ConnectionResetFault, SendsAPartOfTheEndpointsAnswer) {
  const std::string part = R"({"type": "connection_reset", "after_bytes": 20})";
  const Response response = spoiled({part});
  EXPECT_EQ(response.delivery, (DeliveryPlan{.ending = Ending::reset, .body_bytes = 20}));
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_FALSE(fault_of(part)->takes_answer()) << "a part needs an answer to cut";
}

TEST(ConnectionResetFault, LeavesTheFirstEnding) {
  EXPECT_EQ(spoiled({"empty_reply", "connection_reset"}).delivery.ending, Ending::close);
  EXPECT_EQ(spoiled({"connection_reset", "empty_reply"}).delivery.ending, Ending::reset);
}

TEST(EmptyReplyFault, ClosesWithoutAByte) {
  EXPECT_EQ(spoiled({"empty_reply"}).delivery, (DeliveryPlan{.ending = Ending::close}));
}

TEST(EmptyReplyFault, KeepsADelay) {
  EXPECT_EQ(spoiled({"delay", "empty_reply"}).delivery,
            (DeliveryPlan{.delay = seconds(1), .ending = Ending::close}));
}

std::optional<std::uint64_t> kept(const std::string& fault) {
  const DeliveryPlan plan = spoiled({fault}).delivery;
  EXPECT_EQ(plan.ending, Ending::close);
  return plan.body_bytes;
}

TEST(TruncatedBodyFault, KeepsHalfByDefault) {
  EXPECT_EQ(kept("truncated_body"), kFaultlessBody.size() / 2);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "fraction": 0.1})"), kFaultlessBody.size() / 10);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "fraction": 0})"), 0U);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "bytes": 7})"), 7U);
}

TEST(TruncatedBodyFault, NeverSendsTheWholeBody) {
  EXPECT_EQ(kept(R"({"type": "truncated_body", "fraction": 1})"), kFaultlessBody.size() - 1);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "bytes": 100000})"), kFaultlessBody.size() - 1);
  const Request request{.method = "GET", .target = "/"};
  Response empty;
  AnswerFault answer{empty, request, failure};
  fault_of("truncated_body")->on_answer(answer, {kFaultDraws});
  EXPECT_EQ(empty.delivery.body_bytes, 0U);
}

TEST(TruncatedBodyFault, ExplainsErrors) {
  EXPECT_EQ(fault_error(R"({"type": "truncated_body", "fraction": 1.5})"),
            R"(here: field "fraction": must be a number from 0.0 to 1.0, not 1.5)");
  EXPECT_EQ(fault_error(R"({"type": "truncated_body", "bytes": -1})").substr(0, 45),
            R"(here: field "bytes": must be a whole number f)");
}

TEST(MalformedChunkFault, LeavesTheAnswerAlone) {
  const Response response = spoiled({"malformed_chunk"});
  EXPECT_EQ(response.delivery, (DeliveryPlan{.malformed_chunk = true}));
  EXPECT_EQ(response.body, kFaultlessBody);
}

TEST(MalformedChunkFault, LeavesTheFirstEnding) {
  EXPECT_FALSE(spoiled({"empty_reply", "malformed_chunk"}).delivery.malformed_chunk);
  EXPECT_EQ(spoiled({"malformed_chunk", "empty_reply"}).delivery,
            (DeliveryPlan{.malformed_chunk = true}));
}

TEST(DribbleFault, SendsTheBodyInPieces) {
  EXPECT_EQ(spoiled({"dribble"}).delivery,
            (DeliveryPlan{.piece_bytes = 64, .piece_pause = milliseconds(100)}));
  EXPECT_EQ(spoiled({R"({"type": "dribble", "piece": 1, "pause": "2s"})"}).delivery,
            (DeliveryPlan{.piece_bytes = 1, .piece_pause = seconds(2)}));
}

TEST(DribbleFault, LeavesThePiecesOfAnEarlierFault) {
  EXPECT_EQ(spoiled({"bandwidth", "dribble"}).delivery, spoiled({"bandwidth"}).delivery);
}

DeliveryPlan plan_of(int bytes_per_second) {
  return spoiled({R"({"type": "bandwidth", "bytes_per_second": )" +
                  std::to_string(bytes_per_second) + "}"})
      .delivery;
}

TEST(BandwidthFault, SendsTenPiecesASecond) {
  EXPECT_EQ(spoiled({"bandwidth"}).delivery,
            (DeliveryPlan{.piece_bytes = 100, .piece_pause = milliseconds(100)}));
  EXPECT_EQ(plan_of(1'000'000'000),
            (DeliveryPlan{.piece_bytes = 100'000'000, .piece_pause = milliseconds(100)}));
}

TEST(BandwidthFault, SendsSingleBytesBelowTenPerSecond) {
  EXPECT_EQ(plan_of(4), (DeliveryPlan{.piece_bytes = 1, .piece_pause = milliseconds(250)}));
  EXPECT_EQ(plan_of(1), (DeliveryPlan{.piece_bytes = 1, .piece_pause = seconds(1)}));
}

TEST(BandwidthFault, SendsAtTheGivenRate) {
  for (const int bytes : {1, 9, 10, 15, 99, 1'001, 123'456}) {
    const DeliveryPlan plan = plan_of(bytes);
    EXPECT_NEAR(
        static_cast<double>(plan.piece_bytes) * 1e9 / static_cast<double>(plan.piece_pause.count()),
        bytes, bytes * 1e-6);
  }
}

TEST(BandwidthFault, LeavesThePiecesOfAnEarlierFault) {
  EXPECT_EQ(spoiled({"dribble", "bandwidth"}).delivery, spoiled({"dribble"}).delivery);
}

}  // namespace
}  // namespace wavespeed_mock::wire_faults_test
