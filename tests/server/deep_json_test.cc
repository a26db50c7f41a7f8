// JSON that is nested deeper than 64 levels, sent over a socket to every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/redaction/redaction.h"
#include "contract/transcript/transcript_file.h"
#include "support/contract_watch.h"
#include "support/nested_json.h"
#include "support/patient_client.h"
#include "support/server_engines.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"

namespace wavespeed_mock::server_deep_json_test {
namespace {

using ::testing::HasSubstr;

TEST(DeepJson, IsAnsweredByEveryEngine) {
  for (const ServerEngine engine : server_engines()) {
    Options options;
    options.strict = true;
    options.journal_body = 1'048'576;
    const WatchedServer server(options, {.engine = engine});
    PatientClient client(server.base_url());
    const char* const model = "/api/v3/mock/instant";
    const auto without_key = client.Post(model, endless_json(), "application/json");
    ASSERT_TRUE(without_key) << httplib::to_string(without_key.error());
    EXPECT_EQ(without_key->status, 401);
    EXPECT_THAT(without_key->get_header_value("X-Mock-Violation"), HasSubstr(kTooDeep));

    client.set_bearer_token_auth("a-key");
    const auto refused = client.Post(model, endless_json(), "application/json");
    ASSERT_TRUE(refused) << httplib::to_string(refused.error());
    EXPECT_EQ(refused->status, 400);
    EXPECT_THAT(refused->body, HasSubstr(kTooDeep));
    const auto with_nul =
        client.Post(model, std::string("{\"prompt\":\"x\"}\0{", 16), "application/json");
    ASSERT_TRUE(with_nul) << httplib::to_string(with_nul.error());
    EXPECT_EQ(with_nul->status, 400);
    EXPECT_THAT(with_nul->body, HasSubstr("at line 1, column 15: unexpected NUL"));

    const auto control = client.Post("/__mock/faults", endless_json(), "application/json");
    ASSERT_TRUE(control) << httplib::to_string(control.error());
    EXPECT_EQ(control->status, 400);
    const auto journal = client.Get("/__mock/journal");
    ASSERT_TRUE(journal) << httplib::to_string(journal.error());
    EXPECT_EQ(journal->status, 200);
    EXPECT_THAT(journal->body, HasSubstr(endless_json()));
  }
}

TEST(DeepJson, IsAnsweredByEveryEngineThatReplays) {
  const char* const model = "/api/v3/mock/instant";
  const TempFolder folder;
  Options options;
  options.replay = folder.file("t.jsonl");
  {
    TranscriptFile file(*options.replay, {});
    Redaction redaction(ContractDocument::builtin());
    file.write(redaction.redacted(
        json_exchange("POST", model, R"({"prompt":"a"})", R"({"code":200,"message":"success"})")));
    file.write(redaction.redacted(
        json_exchange("POST", model, endless_json(), R"({"code":400,"message":"recorded"})", 400)));
  }
  for (const ServerEngine engine : server_engines()) {
    const UnwatchedServer server(options, {.engine = engine});
    PatientClient client(server.base_url());
    client.set_bearer_token_auth("a-key");
    const auto recorded = client.Post(model, endless_json(), "application/json");
    ASSERT_TRUE(recorded) << httplib::to_string(recorded.error());
    EXPECT_EQ(recorded->status, 400);
    EXPECT_THAT(recorded->body, HasSubstr("recorded"));
    const auto unknown = client.Post(model, '[' + endless_json() + ']', "application/json");
    ASSERT_TRUE(unknown) << httplib::to_string(unknown.error());
    EXPECT_EQ(unknown->status, 404);
    EXPECT_THAT(unknown->get_header_value("X-Mock-Reason"), HasSubstr("in the recording, not"));
    const auto journal = client.Get("/__mock/journal");
    ASSERT_TRUE(journal) << httplib::to_string(journal.error());
    EXPECT_EQ(journal->status, 200);
  }
}

}  // namespace
}  // namespace wavespeed_mock::server_deep_json_test
