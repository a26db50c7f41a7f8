// Golden transcripts without the clients: sends each recorded request again, and expects the
// recorded response.
#include <gtest/gtest.h>

#include "base/http/base_url_swap.h"
#include "base/http/path_pattern.h"
#include "contract/transcript/placeholder.h"
#include "contract/transcript/transcript_check.h"
#include "support/contract_watch.h"
#include "support/golden.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::behaviour_golden_test {
namespace {

constexpr const char* kBaseUrl = "http://127.0.0.1:8787";

class Golden : public testing::TestWithParam<std::string> {
 protected:
  const Transcript transcript_ = read_transcript(golden_folder() / (GetParam() + ".jsonl"));
};
INSTANTIATE_TEST_SUITE_P(, Golden, testing::ValuesIn(golden_names()), [](const auto& name) {
  std::string text = name.param;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return text;
});

Request restored(const Request& recorded) {
  Request request = recorded;
  request.target = with_base_url(recorded.target, kBaseUrl);
  request.body = with_base_url(recorded.body, kBaseUrl);
  request.headers.add("Host", "127.0.0.1:8787");
  return request;
}

TEST_P(Golden, IsAnsweredAsRecorded) {
  const auto clock = std::make_shared<ManualClock>(transcript_.header.recorded);
  Mock mock(golden_options(transcript_.header, clock));
  ASSERT_FALSE(transcript_.exchanges.empty());
  for (const RecordedExchange& recorded : transcript_.exchanges) {
    ASSERT_GE(recorded.at, clock->now()) << golden_location(GetParam(), recorded);
    clock->advance(recorded.at - clock->now());
    RecordedExchange now = recorded;
    now.response_cut.reset();
    now.request = restored(recorded.request);
    now.response = watched_answer(mock, now.request);
    EXPECT_EQ(golden_difference(recorded, normalised(now, kBaseUrl)), "")
        << golden_location(GetParam(), recorded)
        << "\n./dev golden records the transcript again, if the difference is intended";
  }
}

TEST_P(Golden, ConformsToTheContract) {
  const ContractCheck check(ContractDocument::builtin(), UnknownFields::reported);
  for (const TranscriptFinding& finding : check_transcript(transcript_, check)) {
    // The requests are not under the mock's control.
    if (finding.in_answer) ADD_FAILURE() << GetParam() << ": " << to_text(finding);
  }
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_golden_test
