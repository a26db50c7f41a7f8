// The examples of the usage document, exactly as written except for the host.
#include <wavespeed_mock/mock_server.h>

#include <nlohmann/json.hpp>

#include "clients/client_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::usage_document_test {
namespace {

using nlohmann::json;

constexpr const char* kDocumentHost = "https://api.wavespeed.ai";

Options with_history() {
  return {.fixtures = {std::string(WAVESPEED_MOCK_SOURCE_DIR) +
                       "/fixtures/examples/usage_history.json"},
          .clock = std::make_shared<ManualClock>()};
}

TEST(UsageDocument, PythonExampleRuns) {
  WatchedServer server(with_history());
  const std::string example = client_file("usage_example.py");
  const std::string script = replaced(read_file(example), kDocumentHost, server.base_url());

  const ClientResult result = run_client({"/usr/bin/python3", "-c", script},
                                         {{"WAVESPEED_API_KEY", "history-key"}}, npm_folder());

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, testing::StartsWith("Total cost: $1659.794\nTotal requests: 25096\n- "));
  EXPECT_THAT(result.out, testing::HasSubstr("kwaivgi/kling-v2.0-i2v-master: 2660 requests"));
}

// The document has the header in single quotes, so the shell does not replace the variable: if it
// is pasted unchanged, the name of the variable is the key.
TEST(UsageDocument, CurlExamplesRun) {
  WatchedServer server({.latency = Latency::instant()});
  const std::string example = client_file("usage_example.sh");
  const std::string script = replaced(read_file(example), kDocumentHost, server.base_url());

  const ClientResult result = run_client({"sh", "-e", "-c", script}, {}, npm_folder());

  EXPECT_EQ(result.exit_code, 0) << result.error;
  const std::size_t line = result.out.find('\n');
  ASSERT_NE(line, std::string::npos) << result.out;
  for (const std::string& body : {result.out.substr(0, line), result.out.substr(line + 1)}) {
    const json answer = json::parse(body, nullptr, false);
    EXPECT_EQ(answer["code"], 200) << body;
    EXPECT_EQ(answer["data"]["summary"]["total_requests"], 0);
  }
}

TEST(UsageDocument, PythonExampleShowsWhatTheSdkSpent) {
  WatchedServer server({.latency = Latency::instant()});
  const std::string key = "shared-key";
  Request submission{.method = "POST",
                     .target = "/api/v3/wavespeed-ai/flux-dev",
                     .headers = {{"Authorization", "Bearer " + key}},
                     .body = R"({"prompt": "a red fox", "num_images": 3})"};
  ASSERT_EQ(watched_answer(server.mock(), submission).status, 200);
  std::string script =
      replaced(read_file(client_file("usage_example.py")), kDocumentHost, server.base_url());
  // This server runs on the wall clock, so the query covers the days around today.
  script = replaced(script, "\"2025-10-01T00:00:00Z\", \"2025-10-12T23:59:59Z\"",
                    "*[(__import__('datetime').datetime.now(__import__('datetime').timezone.utc) + "
                    "__import__('datetime').timedelta(days=d)).isoformat() for d in (-1, 1)]");

  const ClientResult result =
      run_client({"/usr/bin/python3", "-c", script}, {{"WAVESPEED_API_KEY", key}}, npm_folder());

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(result.out,
            "Total cost: $0.036\nTotal requests: 1\n- wavespeed-ai/flux-dev: 1 requests, $0.036\n");
}

}  // namespace
}  // namespace wavespeed_mock::clients::usage_document_test
