// JSON that is nested deeper than 64 levels, passed on by the recorder in both directions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "runner/recorder.h"
#include "support/loopback_server.h"
#include "support/nested_json.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::runner_wire_deep_json_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(DeepJson, IsRecorded) {
  const TempFolder folder;
  const LoopbackServer live([](const httplib::Request& request, httplib::Response& response) {
    response.set_content(request.body, "application/json");
  });
  const std::string body = R"({"password":"hunter2-hunter2","a":)" + endless_json() + "}";
  {
    Recorder recorder({.upstream = live.url(), .out = folder.file("t.jsonl"), .allow_paid = true});
    const Response passed =
        transport::HttpClient({.base_url = recorder.base_url()})
            .exchange({.method = "POST",
                       .target = "/api/v3/mock/instant",
                       .headers = {{"Authorization", "Bearer a-very-secret-key"},
                                   {"Content-Type", "application/json"}},
                       .body = body});
    EXPECT_EQ(passed.status, 200);
    EXPECT_EQ(passed.body, body) << "byte by byte";
  }
  const Transcript transcript = read_transcript(folder.file("t.jsonl"));
  ASSERT_EQ(transcript.exchanges.size(), 1U);
  EXPECT_THAT(transcript.exchanges[0].request.body, HasSubstr(endless_json()));
  EXPECT_THAT(transcript.exchanges[0].response.body, HasSubstr(endless_json()));
  EXPECT_THAT(text_of_file(folder.file("t.jsonl")), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace wavespeed_mock::runner_wire_deep_json_test
