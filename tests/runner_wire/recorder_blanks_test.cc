// The recorder with long texts that look as if something began at each of their bytes. What is
// quadratic would take minutes for each.
#include <gtest/gtest.h>

#include <string>

#include "runner/recorder.h"
#include "support/loopback_server.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::recorder_blanks_test {
namespace {

std::string repeated(const std::string& unit, std::size_t size) {
  std::string text;
  while (text.size() + unit.size() <= size) text += unit;
  return text;
}

TEST(RecorderOfLongTexts, PassesOnAndWritesWhatIsAMegabyteOfOneUnit) {
  constexpr std::size_t kSize = 1'000'000;  // within what a transcript keeps of a body
  const std::string begun = "{\"note\": \"a";
  for (const std::string type : {"application/json", "text/plain"}) {
    for (const std::string unit : {" ", "\"", "%20", "\\", "a ", "a:"}) {
      for (const std::string& body : {repeated(unit, kSize), begun + repeated(unit, kSize)}) {
        SCOPED_TRACE(type + ": " + body.substr(0, 20));
        const LoopbackServer live([&](const httplib::Request&, httplib::Response& response) {
          response.set_content(body, type);
        });
        const TempFolder folder;
        Recorder recorder({.upstream = live.url(), .out = folder.file("t.jsonl")});
        const Response passed =
            transport::HttpClient({.base_url = recorder.base_url()})
                .exchange({.method = "GET", .target = "/api/v3/models", .headers = {}, .body = {}});
        EXPECT_EQ(passed.status, 200) << passed.body.substr(0, 200);
        EXPECT_TRUE(passed.body == body) << "to the byte";
        const Transcript transcript = read_transcript(folder.file("t.jsonl"));
        ASSERT_EQ(transcript.exchanges.size(), 1U);
        EXPECT_EQ(transcript.exchanges[0].operation, "listModels");
        EXPECT_TRUE(transcript.exchanges[0].response.body == body);
      }
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::recorder_blanks_test
