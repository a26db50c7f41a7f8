// WaveSpeed's unmodified MCP server, over stdio, against a MockServer.
#include <wavespeed_mock/mock_server.h>

#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <vector>

#include "clients/client_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::mcp_test {
namespace {

using nlohmann::json;

// The results of tools that are called one after another.
json call_tools(const MockServer& server, const std::vector<json>& calls,
                const std::string& key = "mcp-key") {
  const ClientResult result = run_client(
      {"node", npm_folder() + "/mcp_driver.mjs", json(calls).dump()},
      {{"WAVESPEED_API_KEY", key}, {"WAVESPEED_BASE_URL", server.base_url()}}, npm_folder());
  EXPECT_EQ(result.exit_code, 0) << result.error;
  json answers = json::parse(result.out, nullptr, false);
  EXPECT_EQ(answers.size(), calls.size()) << result.out;
  return answers;
}

json run_model(const std::string& model, int wait_seconds) {
  return {{"name", "run_model"},
          {"arguments",
           {{"model", model}, {"input", {{"prompt", "a cat"}}}, {"wait_seconds", wait_seconds}}}};
}

TEST(Mcp, RunsAModelAndFetchesThePredictionAgain) {
  const WatchedServer server({.latency = Latency::instant()});

  json answers = call_tools(server, {run_model("wavespeed-ai/z-image/turbo", 60),
                                     {{"name", "get_prediction"}, {"arguments", {{"id", "$ID"}}}}});

  EXPECT_EQ(answers[0]["status"], "completed") << answers;
  EXPECT_EQ(answers[0]["model"], "wavespeed-ai/z-image/turbo");
  ASSERT_EQ(answers[0]["outputs"].size(), 1U) << answers;
  EXPECT_THAT(answers[0]["outputs"][0].get<std::string>(),
              testing::StartsWith(server.base_url() + "/outputs/"));
  EXPECT_EQ(answers[1]["id"], answers[0]["id"]);
  EXPECT_EQ(answers[1]["outputs"], answers[0]["outputs"]);
  EXPECT_EQ(answers[1]["error"], "");
}

TEST(Mcp, LeavesATaskRunningAndReportsItsStatus) {
  const WatchedServer server;

  json answers = call_tools(server, {run_model("mock/slow", 0),
                                     {{"name", "get_prediction"}, {"arguments", {{"id", "$ID"}}}}});

  EXPECT_EQ(answers[0]["status"], "created") << answers;
  EXPECT_EQ(answers[1]["status"], "processing") << answers;
  EXPECT_EQ(answers[1]["outputs"], json::array());
}

TEST(Mcp, ReportsErrors) {
  const WatchedServer server(
      {.latency = Latency::instant(),
       .fixtures = {std::string(WAVESPEED_MOCK_SOURCE_DIR) + "/fixtures/examples/team.json"}});

  json answers =
      call_tools(server, {run_model("mock/always-fails", 60),
                          run_model("no/such/model", 60),
                          {{"name", "get_prediction"}, {"arguments", {{"id", "none"}}}}});
  EXPECT_THAT(answers[0].value("error", ""),
              testing::StartsWith("Prediction failed: Internal error"));
  EXPECT_THAT(answers[0].value("error", ""), testing::HasSubstr("(task_id: "));
  EXPECT_THAT(answers[1].value("error", ""),
              testing::HasSubstr("model \"no/such/model\" not found"));
  EXPECT_THAT(answers[2].value("error", ""), testing::HasSubstr("Prediction not found"));

  answers = call_tools(server, {run_model("mock/instant", 60)}, "former-partner-key");
  EXPECT_THAT(answers[0].value("error", ""),
              testing::HasSubstr("Account suspended [PERMISSION_DENIED]"));
}

TEST(Mcp, SendsRequestsAsInTheReference) {
  std::mutex mutex;
  std::vector<Request> seen;
  const WatchedServer server({.latency = Latency::instant()},
                             {.on_exchange = [&](const Request& request, const Response&) {
                               const std::lock_guard lock(mutex);
                               seen.push_back(request);
                             }});

  call_tools(server, {run_model("wavespeed-ai/z-image/turbo", 60)});

  const std::lock_guard lock(mutex);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].method + " " + seen[0].target, "POST /api/v3/wavespeed-ai/z-image/turbo");
  EXPECT_EQ(seen[0].headers.get("X-Client-Name"), "wavespeed-mcp");
  EXPECT_EQ(seen[0].headers.get("X-Client-Version"), "1.0.7");
  EXPECT_EQ(seen[0].body, R"({"prompt":"a cat"})");
  EXPECT_EQ(seen[1].method, "GET");
}

TEST(Mcp, ListsModels) {
  const WatchedServer server;

  json answers = call_tools(
      server, {{{"name", "list_models"}, {"arguments", {{"query", "z-image"}}}},
               {{"name", "list_models"}, {"arguments", {{"type", "text-to-3d"}, {"limit", 5}}}}});

  const json& found = answers[0]["models"];
  EXPECT_EQ(answers[0]["total_matches"], found.size()) << answers;
  const auto turbo = std::find_if(found.begin(), found.end(), [](const json& model) {
    return model["model_id"] == "wavespeed-ai/z-image/turbo";
  });
  ASSERT_NE(turbo, found.end()) << answers;
  EXPECT_EQ((*turbo)["base_price"], 0.005);
  EXPECT_EQ(answers[1]["total_matches"], 6) << answers;
  EXPECT_EQ(answers[1]["models"].size(), 5U) << answers;
}

TEST(Mcp, GetsTheSchemaOfAModel) {
  const WatchedServer server;

  json answers = call_tools(server, {{{"name", "get_model_schema"},
                                      {"arguments", {{"model", "wavespeed-ai/z-image/turbo"}}}}});

  EXPECT_EQ(answers[0]["type"], "text-to-image") << answers;
  EXPECT_EQ(answers[0]["required"], json::array({"prompt"}));
  EXPECT_EQ(answers[0]["properties"]["prompt"]["type"], "string");
  EXPECT_EQ(answers[0]["property_order"][0], "prompt");
}

TEST(Mcp, GetsAPriceThatDependsOnTheInput) {
  const WatchedServer server;

  json answers = call_tools(
      server, {{{"name", "get_price"},
                {"arguments",
                 {{"model", "mock/instant"}, {"input", {{"prompt", "a"}, {"num_images", 3}}}}}},
               {{"name", "get_price"}, {"arguments", {{"model", "mock/instant"}}}}});

  EXPECT_EQ(answers[0]["model_id"], "mock/instant") << answers;
  EXPECT_DOUBLE_EQ(answers[0].value("price", 0.0), 0.03);
  EXPECT_TRUE(answers[0]["discounted_price"].is_number());
  EXPECT_EQ(answers[0]["estimate"], true);
  EXPECT_DOUBLE_EQ(answers[1].value("price", 0.0), 0.01) << "with default inputs";
}

TEST(Mcp, GetsTheBalance) {
  const WatchedServer server({.balance = Money::from_usd(5)});

  json answers = call_tools(server, {run_model("mock/instant", 60),
                                     {{"name", "get_balance"}, {"arguments", json::object()}}});

  EXPECT_DOUBLE_EQ(answers[1].value("balance", 0.0), 4.99) << answers;
}

// It gets a ticket, and uploads the bytes to its URL.
TEST(Mcp, UploadsAFile) {
  WatchedServer server;
  const std::string path = npm_folder() + "/upload.png";
  const std::string bytes = "eight by";  // no test reads them
  std::ofstream(path, std::ios::binary) << bytes;

  json answers = call_tools(server, {{{"name", "upload_file"}, {"arguments", {{"path", path}}}}});

  const std::string url = answers[0].value("url", "");
  ASSERT_THAT(url, testing::StartsWith(server.base_url() + "/")) << answers;
  const Response file = watched_answer(
      server.mock(), {.method = "GET", .target = url.substr(server.base_url().size())});
  EXPECT_EQ(file.body, bytes);
}

}  // namespace
}  // namespace wavespeed_mock::clients::mcp_test
