// How every engine applies a DeliveryPlan, tested with a raw socket and with curl. The test file of
// each engine instantiates these tests.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include "support/raw_client.h"
#include "transport/engine_suite.h"

namespace wavespeed_mock::transport {
namespace {

using std::chrono::milliseconds;

const std::string kBody = R"({"code":200})";
const std::string kHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n";
const std::string kGet = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

TEST_P(EngineDelivery, SendsAWholeResponseAndContinues) {
  serve({.delay = milliseconds(1)});
  RawClient raw = connect();
  for (int i = 0; i < 2; ++i) {
    raw.send(kGet);
    EXPECT_EQ(raw.read_answer(), kHead + kBody);
  }
  EXPECT_EQ(curl().out, kBody);
}

TEST_P(EngineDelivery, ClosesWithoutAResponse) {
  serve({.ending = Ending::close});
  RawClient raw = connect();
  raw.send(kGet);
  EXPECT_EQ(raw.read_all(), "");
  EXPECT_EQ(raw.read_error(), breakdown()) << "no reset";
  EXPECT_EQ(curl().exit_code, 52) << "empty reply";
}

TEST_P(EngineDelivery, ClosesInTheMiddleOfTheBody) {
  serve({.ending = Ending::close, .body_bytes = 5});
  RawClient raw = connect();
  raw.send(kGet);
  EXPECT_EQ(raw.read_all(), kHead + kBody.substr(0, 5));
  EXPECT_EQ(raw.read_error(), breakdown());
  const CurlResult result = curl();
  EXPECT_EQ(result.exit_code, 18) << "partial file";
  EXPECT_EQ(result.out, kBody.substr(0, 5));
}

TEST_P(EngineDelivery, ResetsTheConnection) {
  serve({.ending = Ending::reset});
  RawClient raw = connect();
  raw.send(kGet);
  EXPECT_EQ(raw.read_all(), "");
  EXPECT_EQ(raw.read_error(), ECONNRESET);
  EXPECT_EQ(curl().exit_code, 56) << "failure in receiving data";
}

TEST_P(EngineDelivery, SendsNothingUntilTheClientGivesUp) {
  serve({.ending = Ending::hang});
  EXPECT_EQ(curl("--max-time 0.2").exit_code, 28) << "timed out";
  EXPECT_EQ(curl("--max-time 0.2").out, "");
}

TEST_P(EngineDelivery, HangsInTheMiddleOfTheBody) {
  serve({.ending = Ending::hang, .body_bytes = 5});
  const CurlResult result = curl("--max-time 0.2");
  EXPECT_EQ(result.exit_code, 28);
  EXPECT_EQ(result.out, kBody.substr(0, 5));
}

// Many clients hang, wait, or receive slowly.
TEST_P(EngineDelivery, CancelsPendingDeliveriesOnStop) {
  for (const DeliveryPlan& plan :
       {DeliveryPlan{.ending = Ending::hang}, DeliveryPlan{.delay = std::chrono::hours(1)},
        DeliveryPlan{.not_before = clock_.now() + std::chrono::hours(1)},
        DeliveryPlan{.piece_bytes = 1, .piece_pause = std::chrono::hours(1)}}) {
    serve(plan);
    RawClient first = connect();
    RawClient second = connect();
    first.send(kGet);
    second.send(kGet);
    if (plan.piece_bytes > 0) {
      EXPECT_EQ(first.read_bytes(kHead.size() + 1), kHead + kBody[0]);
    }
    engine_->stop();
    EXPECT_EQ(first.read_all(), "");
    EXPECT_EQ(second.read_all().find(kBody), std::string::npos);
  }
}

TEST_P(EngineDelivery, SendsAChunkWithoutALength) {
  serve({.malformed_chunk = true});
  RawClient raw = connect();
  raw.send(kGet);
  EXPECT_EQ(raw.read_all(),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: "
            "chunked\r\n\r\n6\r\n" +
                kBody.substr(0, 6) + "\r\nnot-a-length\r\n" + kBody.substr(6));
  EXPECT_EQ(raw.read_error(), 0) << "an orderly end";
  EXPECT_EQ(curl().exit_code, 56);
}

// The first byte must arrive although the pause before the second never ends.
TEST_P(EngineDelivery, PausesBetweenPieces) {
  serve({.piece_bytes = 3, .piece_pause = std::chrono::hours(1)});
  RawClient raw = connect();
  raw.send(kGet);
  EXPECT_EQ(raw.read_bytes(kHead.size() + 3), kHead + kBody.substr(0, 3));
  EXPECT_FALSE(raw.has_more());
}

TEST_P(EngineDelivery, SendsAllPiecesAndContinues) {
  serve({.piece_bytes = 5, .piece_pause = milliseconds(1)});
  RawClient raw = connect();
  for (int i = 0; i < 2; ++i) {
    raw.send(kGet);
    EXPECT_EQ(raw.read_answer(), kHead + kBody);
  }
  EXPECT_EQ(curl().out, kBody);
}

TEST_P(EngineDelivery, WaitsForTheMocksClock) {
  serve({.not_before = clock_.now() + std::chrono::hours(1)});
  RawClient raw = connect();
  raw.send(kGet);
  clock_.advance(std::chrono::minutes(59));
  EXPECT_FALSE(raw.has_more());
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(raw.read_answer(), kHead + kBody);
}

TEST_P(EngineDelivery, LeavesTheBodyOutForAHead) {
  serve({.ending = Ending::close, .body_bytes = 5});
  RawClient raw = connect();
  raw.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(raw.read_all(), kHead);
}

}  // namespace

void EngineDelivery::serve(const DeliveryPlan& plan) {
  engine_ = GetParam().start({.clock = &clock_}, [plan](const Request&) {
    return Response{
        .headers = {{"Content-Type", "application/json"}}, .body = kBody, .delivery = plan};
  });
}

EngineDelivery::CurlResult EngineDelivery::curl(const std::string& options) const {
  const std::string command =
      "curl -s --insecure --noproxy '*' " + options + " " + url_of(GetParam(), port()) + "/";
  FILE* const pipe = ::popen(command.c_str(), "r");
  CurlResult result;
  char bytes[4096];
  for (std::size_t size = 0; (size = std::fread(bytes, 1, sizeof bytes, pipe)) > 0;) {
    result.out.append(bytes, size);
  }
  result.exit_code = WEXITSTATUS(::pclose(pipe));
  return result;
}

}  // namespace wavespeed_mock::transport
