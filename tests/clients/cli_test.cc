// WaveSpeed's unmodified command line program against a MockServer: tasks.
#include "clients/cli_process.h"
#include "support/contract_watch.h"

#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>

namespace wavespeed_mock::clients::cli_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;
using namespace std::chrono_literals;

constexpr const char* kRun =
    "wavespeed run wavespeed-ai/z-image/turbo -p 'a cat' -i size='256*256' ";

// The output of `--json`.
json printed(const ClientResult& result) {
  json answer = json::parse(result.out, nullptr, false);
  EXPECT_TRUE(answer.is_object()) << result.out << result.error;
  return answer;
}

TEST(Cli, StoresTheAddressInItsConfiguration) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "cat .config/wavespeed-nodejs/config.json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(printed(result)["baseUrl"], server.base_url());
}

TEST(Cli, RunsAModel) {
  std::mutex mutex;
  std::vector<Request> seen;
  const WatchedServer server({.latency = Latency::instant()},
                             {.on_exchange = [&](const Request& request, const Response&) {
                               const std::lock_guard lock(mutex);
                               seen.push_back(request);
                             }});

  const ClientResult result = run_cli(server, std::string(kRun) + "-i seed=7 --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  json answer = printed(result);
  EXPECT_EQ(answer["model"], "wavespeed-ai/z-image/turbo");
  ASSERT_EQ(answer["outputs"].size(), 1U) << answer;
  EXPECT_THAT(answer["outputs"][0].get<std::string>(), StartsWith(server.base_url() + "/outputs/"));
  const std::lock_guard lock(mutex);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].method + " " + seen[0].target, "POST /api/v3/wavespeed-ai/z-image/turbo");
  EXPECT_EQ(json::parse(seen[0].body),
            (json{{"prompt", "a cat"}, {"size", "256*256"}, {"seed", 7}}));
  EXPECT_EQ(seen[0].headers.find("X-Client-Name"), nullptr)
      << "this client does not send the header";
  EXPECT_EQ(seen[1].method, "GET");
}

TEST(Cli, PrintsTheOutputsAsText) {
  const WatchedServer server({.latency = Latency::instant()});

  const ClientResult result = run_cli(server, kRun);

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, HasSubstr("URLs:\n  " + server.base_url() + "/outputs/"));
}

TEST(Cli, RunsInSynchronousMode) {
  std::mutex mutex;
  std::vector<std::string> seen;
  const WatchedServer server({.latency = Latency::fixed(50ms)},
                             {.on_exchange = [&](const Request& request, const Response&) {
                               const std::lock_guard lock(mutex);
                               seen.push_back(request.method);
                             }});

  const ClientResult result = run_cli(server, std::string(kRun) + "--sync --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(printed(result)["outputs"].size(), 1U);
  const std::lock_guard lock(mutex);
  EXPECT_EQ(seen, std::vector<std::string>{"POST"}) << "no poll";
}

TEST(Cli, TreatsASynchronousTimeoutAsAFailure) {
  const WatchedServer server({.sync_wait = 20ms});

  const ClientResult result = run_cli(server, "wavespeed run mock/slow -p 'a cat' --sync --json");

  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(printed(result).value("error", ""),
              MatchesRegex("Prediction failed \\(task_id: [0-9a-f]{32}\\): Sync mode timed out "
                           "after 0.02 seconds.*"));
}

TEST(Cli, DownloadsOutputsUnderTheirExtension) {
  const WatchedServer server({.latency = Latency::instant()});

  const ClientResult result =
      run_cli(server,
              "wavespeed run mock/instant -p 'a cat' -i size='256*256' -i num_images=2 "
              "-i output_format=png --download './out/{index}.{ext}' >run.txt\n"
              "ls out\n"
              "od -An -c -N4 out/2.png\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(result.out, "1.png\n2.png\n 211   P   N   G\n");
}

TEST(Cli, DownloadsIntoANewFolder) {
  const WatchedServer server({.latency = Latency::instant()});

  const ClientResult result =
      run_cli(server, std::string(kRun) + "--download >run.txt\nls wavespeed-output\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, MatchesRegex("[0-9T-]+-a-cat\\.jpeg\n"));
}

TEST(Cli, ReportsAFailedTask) {
  const WatchedServer server({.latency = Latency::instant()});

  const ClientResult result = run_cli(server, "wavespeed run mock/always-fails -p a --json");

  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(printed(result).value("error", ""), HasSubstr("Internal error: the worker stopped"));
}

TEST(Cli, ShowsTheRawBodyOfAnErrorOfASubmission) {
  const WatchedServer server({.auth = Auth::strict});

  const ClientResult result = run_cli(server, std::string(kRun) + "--json");

  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(printed(result)["error"],
            "Failed to submit prediction: HTTP 401: "
            R"({"code":401,"message":"Invalid API key","data":null})");
}

TEST(Cli, ShowsATask) {
  const WatchedServer server({.latency = Latency::instant()});

  const ClientResult result =
      run_cli(server, std::string(kRun) +
                          "--json >run.json\n"
                          "id=$(grep -o '[0-9a-f]\\{32\\}' run.json | head -n 1)\n"
                          "wavespeed show $id --json\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  json answer = printed(result);
  EXPECT_EQ(answer["status"], "completed");
  EXPECT_EQ(answer["model"], "wavespeed-ai/z-image/turbo");
  EXPECT_EQ(answer["outputs"].size(), 1U);
  EXPECT_EQ(answer["error"], "");
}

TEST(Cli, ShowsTheReasonPhraseForAnUnknownTask) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "wavespeed show none --json");

  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(printed(result)["error"], "GET /api/v3/predictions/none/result failed: 404 Not Found");
}

// Clients cache catalogues and uploads in their home; a test must not see another test's cache.
TEST(ClientCompatibility, EveryClientRunHasItsOwnHome) {
  for (int run = 0; run < 2; ++run) {
    const ClientResult result =
        run_client({"sh", "-c", "ls -A \"$HOME\"; touch \"$HOME/cache\""}, {}, npm_folder());
    EXPECT_EQ(result.exit_code, 0) << result.error;
    EXPECT_EQ(result.out, "");
  }
}

}  // namespace
}  // namespace wavespeed_mock::clients::cli_test
