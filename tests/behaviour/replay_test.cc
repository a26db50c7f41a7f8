// A mock that answers from a transcript.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "contract/redaction/redaction.h"
#include "contract/transcript/transcript_file.h"
#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/mock_client.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"

namespace wavespeed_mock::behaviour_replay_test {
namespace {

Options replaying(const std::filesystem::path& path) {
  Options options;
  options.replay = path;
  return options;
}

class MockReplay : public testing::Test {
 protected:
  // Records a response of a mock, as a recorder would.
  void record(const MockClient& client, const Request& request) {
    RecordedExchange exchange{.took = std::chrono::milliseconds(20),
                              .request = request,
                              .response = client.send(request)};
    file_.write(redaction_.redacted(exchange));
  }
  std::filesystem::path path() const { return folder_.file("t.jsonl"); }

  TempFolder folder_;
  TranscriptFile file_{path(), {}};
  Redaction redaction_{ContractDocument::builtin()};
};

TEST_F(MockReplay, AnswersAsRecorded) {
  const MockClient live;
  const Request submission = live.request("POST", "/api/v3/mock/instant", R"({"prompt":"a cat"})");
  record(live, submission);
  const Response first = live.send(live.request("GET", "/api/v3/balance"));
  record(live, live.request("GET", "/api/v3/balance"));

  const MockClient replayed(replaying(path()), "another-key");
  const Response accepted = replayed.submit();
  EXPECT_EQ(MockClient::status(accepted), "created");
  EXPECT_EQ(MockClient::data(replayed.get("/api/v3/balance")), MockClient::data(first));
  const Response unknown = replayed.post("/api/v3/mock/instant", R"({"prompt":"a dog"})");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_NE(
      MockClient::header(unknown, "X-Mock-Reason").find("prompt is \"a cat\" in the recording"),
      std::string::npos);
}

TEST_F(MockReplay, ExplainsAnUnknownRequestInAReadableHeader) {
  const MockClient live;
  record(live, live.request("POST", "/api/v3/mock/instant", R"({"prompt":"a cat"})"));
  const MockClient replayed(replaying(path()));
  const Response unknown = unwatched_answer(
      replayed.mock(),
      replayed.request("POST", "/api/v3/mock/instant", R"({"prompt":"a cat","ä\u0001":1})"));
  EXPECT_EQ(unknown.status, 404);
  const std::string reason = MockClient::header(unknown, "X-Mock-Reason");
  EXPECT_NE(reason.find("the nearest recorded request is "), std::string::npos) << reason;
  EXPECT_TRUE(std::all_of(reason.begin(), reason.end(), [](char c) {
    return c >= ' ' && c < 0x7f;
  })) << reason;
}

// Each key is given the recorded answers from the first one again.
TEST_F(MockReplay, StartsAgainAfterARestoreOrAReset) {
  const MockClient live({.latency = Latency::instant()});
  const Request question = live.request("GET", "/api/v3/balance");
  record(live, question);
  live.submit();
  record(live, question);

  const MockClient replayed(replaying(path()));
  const MockClient other = replayed.with_key("another-key");
  const auto ask = [](const MockClient& client) {
    return MockClient::data(client.get("/api/v3/balance"))["balance"];
  };
  Mock& mock = replayed.mock();
  const Snapshot of_all = mock.snapshot();
  const Snapshot of_one = mock.snapshot("test-key");
  const auto first = ask(replayed);
  const auto second = ask(replayed);
  ASSERT_NE(first, second);
  EXPECT_EQ(ask(other), first);

  mock.restore(of_one);
  EXPECT_EQ(ask(replayed), first);
  EXPECT_EQ(ask(other), second) << "it belongs to another account";
  mock.restore(of_all);
  EXPECT_EQ(ask(replayed), first);
  EXPECT_EQ(ask(replayed), second);
  EXPECT_EQ(ask(other), first);
  mock.reset({"replay"}, {.key = "test-key"});
  EXPECT_EQ(ask(replayed), first);
  EXPECT_EQ(ask(other), second);
  mock.reset({"replay"});
  EXPECT_EQ(ask(other), first);
}

TEST_F(MockReplay, NeedsNoAccount) {
  const MockClient live;
  record(live, live.request("GET", "/api/v3/balance"));
  Options options = replaying(path());
  options.auth = Auth::strict;
  EXPECT_EQ(MockClient(options).get("/api/v3/balance").status, 200);
}

TEST_F(MockReplay, AppliesFaultRules) {
  const MockClient live;
  record(live, live.request("GET", "/api/v3/balance"));
  const MockClient replayed(replaying(path()));
  replayed.mock().add_fault(R"({"route": "balance", "every": 2, "fault": "error"})");
  EXPECT_EQ(replayed.get("/api/v3/balance").status, 200);
  EXPECT_EQ(replayed.get("/api/v3/balance").status, 500);
}

TEST_F(MockReplay, DoesNotReplaceTheControlPlane) {
  const MockClient replayed(replaying(path()));
  EXPECT_EQ(replayed.get("/__mock/webhooks").status, 200);
  // A request that is not in the transcript does not get a response of the service.
  EXPECT_EQ(unwatched_answer(replayed.mock(), replayed.request("GET", "/api/v3/balance")).status,
            404);
}

TEST_F(MockReplay, ReplaysDelaysOnlyWhenConfigured) {
  const MockClient live;
  record(live, live.request("GET", "/api/v3/balance"));
  Options options = replaying(path());
  EXPECT_EQ(MockClient(options).get("/api/v3/balance").delivery.delay.count(), 0);
  options.replay_timing = ReplayTiming::recorded;
  EXPECT_EQ(MockClient(options).get("/api/v3/balance").delivery.delay,
            std::chrono::milliseconds(20));
}

TEST_F(MockReplay, ReportsAnInvalidFileAtStart) {
  const std::string error = error_of([&] { Mock mock(replaying(folder_.file("none"))); });
  EXPECT_NE(error.find("none: cannot be read"), std::string::npos) << error;
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_replay_test
