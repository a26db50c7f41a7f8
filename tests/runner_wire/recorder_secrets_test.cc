// Secrets of a live service that its answer names only after it has repeated them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "runner/recorder.h"
#include "support/loopback_server.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::recorder_secrets_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RecorderSecrets, AreRemovedFromAHeaderBeforeTheBodyThatNamesThem) {
  const TempFolder folder;
  const std::string body = R"({"code":200,"message":"success","password":"hunter2-hunter2"})";
  const LoopbackServer live([&](const httplib::Request&, httplib::Response& response) {
    response.set_header("X-Reason", "it is hunter2-hunter2");
    response.set_content(body, "application/json");
  });
  {
    Recorder recorder({.upstream = live.url(), .out = folder.file("t.jsonl")});
    const Response passed =
        transport::HttpClient({.base_url = recorder.base_url()})
            .exchange({.method = "GET",
                       .target = "/api/v3/balance?note=hunter2-hunter2",
                       .headers = {{"Authorization", "Bearer a-very-secret-key"},
                                   {"X-Note", "hunter2-hunter2"}},
                       .body = ""});
    EXPECT_EQ(passed.headers.get("X-Reason"), "it is hunter2-hunter2") << "the client gets it";
    EXPECT_EQ(passed.body, body);
  }
  const Transcript transcript = read_transcript(folder.file("t.jsonl"));
  ASSERT_EQ(transcript.exchanges.size(), 1U);
  EXPECT_THAT(text_of_file(folder.file("t.jsonl")), Not(HasSubstr("hunter2")));
  EXPECT_EQ(transcript.exchanges[0].response.headers.get("X-Reason"), "it is {{secret-1}}");
}

}  // namespace
}  // namespace wavespeed_mock::recorder_secrets_test
