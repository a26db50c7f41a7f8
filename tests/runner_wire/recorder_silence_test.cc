#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>

#include "runner/recorder.h"
#include "support/loopback_server.h"
#include "support/raw_client.h"
#include "support/silent_listener.h"
#include "support/temp_folder.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::recorder_silence_test {
namespace {

using nlohmann::json;
using testing::StartsWith;

TEST(RecorderOfASilentService, ReportsWhyTheServiceDidNotAnswer) {
  std::string closed_url;
  {
    const LoopbackServer gone([](const auto&, auto&) {});
    closed_url = gone.url();
  }
  const TempFolder folder;
  Recorder recorder({.upstream = closed_url, .out = folder.file("t.jsonl")});
  const Response answer = transport::HttpClient({.base_url = recorder.base_url()})
                              .exchange({"GET", "/api/v3/balance", {}, ""});
  EXPECT_EQ(answer.status, 502);
  EXPECT_THAT(json::parse(answer.body)["message"].get<std::string>(),
              StartsWith(closed_url + " did not answer: "));
  EXPECT_EQ(recorder.summary().unanswered, 1U);
  EXPECT_EQ(recorder.summary().exchanges, 0U);
}

TEST(RecorderOfASilentService, EndsAtOnceWhileTheServiceIsSilent) {
  const SilentListener silent(SilentListener::Kind::accepts);
  const TempFolder folder;
  Recorder recorder({.upstream = silent.url(), .out = folder.file("t.jsonl")});
  RawClient client(recorder.port());
  client.send("GET /api/v3/balance HTTP/1.1\r\nHost: a\r\n\r\n");
  // The recorder has sent it on.
  const int forwarded = ::accept(silent.socket(), nullptr, nullptr);
  ASSERT_GE(forwarded, 0);
  recorder.stop();  // waits for the exchange, which has three minutes
  ::close(forwarded);
  EXPECT_EQ(recorder.summary().unanswered, 1U);
  EXPECT_EQ(recorder.summary().exchanges, 0U);
}

}  // namespace
}  // namespace wavespeed_mock::recorder_silence_test
