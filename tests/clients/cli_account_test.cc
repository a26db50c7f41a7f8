// WaveSpeed's unmodified command line program against a MockServer: account, catalogue, history and
// files. One suite for each command.
#include <mutex>
#include <nlohmann/json.hpp>

#include "clients/cli_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::cli_account_test {
namespace {

using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// Shell code that stores the id of a new task in $id.
constexpr const char* kRunOne =
    "wavespeed run mock/instant -p 'a red fox' -i size='256*256' --json >run.json\n"
    "id=$(grep -o '[0-9a-f]\\{32\\}' run.json | head -n 1)\n";

json printed(const ClientResult& result) {
  json answer = json::parse(result.out, nullptr, false);
  EXPECT_FALSE(answer.is_discarded()) << result.out << result.error;
  return answer;
}

Options strict() {
  return {.auth = Auth::strict,
          .fixtures = {std::string(WAVESPEED_MOCK_SOURCE_DIR) + "/fixtures/examples/team.json"}};
}

TEST(CliLogin, StoresAnAcceptedKey) {
  const WatchedServer server(strict());

  const ClientResult result =
      run_cli(server,
              "unset WAVESPEED_API_KEY\n"
              "wavespeed login --no-browser --api-key studio-key-1 >login.txt\n"
              "cat .config/wavespeed-nodejs/config.json\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(printed(result)["apiKey"], "studio-key-1");
}

// The client treats every status except 401 and 403 as success.
TEST(CliLogin, DoesNotStoreARefusedKey) {
  const WatchedServer server(strict());
  for (const char* key : {"guessed-key", "former-partner-key"}) {
    const ClientResult result =
        run_cli(server,
                "unset WAVESPEED_API_KEY\n"
                "wavespeed login --no-browser --api-key " +
                    std::string(key) + " >login.txt || cat .config/wavespeed-nodejs/config.json\n");

    EXPECT_EQ(printed(result).count("apiKey"), 0U) << key;
  }
}

TEST(CliModels, ListsTheWholeCatalogue) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "wavespeed models --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  const json models = printed(result);
  ASSERT_TRUE(models.is_array());
  EXPECT_EQ(models.size(), 1'027U) << "in one page";
  for (const json& model : models) {
    EXPECT_TRUE(model["model_id"].is_string() && model["model_id"] != "") << model;
    EXPECT_TRUE(model["name"].is_string() && model["name"] != "") << model;
    EXPECT_TRUE(model["type"].is_string()) << model;
    EXPECT_TRUE(model["base_price"].is_number()) << model;
    EXPECT_TRUE(model["sort_order"].is_number_integer()) << model;
  }
}

TEST(CliModels, FiltersAndPrintsThemAsText) {
  const WatchedServer server;

  const ClientResult result =
      run_cli(server, "wavespeed models z-image --type text-to-image --popular");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, HasSubstr("wavespeed-ai/z-image/turbo"));
  EXPECT_THAT(result.out, HasSubstr(" of 1,027 live on Wavespeed"));
}

TEST(CliSchema, ShowsTheInputsOfAModel) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "wavespeed schema wavespeed-ai/z-image/turbo --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  const json schema = printed(result);
  EXPECT_EQ(schema["required"], json::array({"prompt"}));
  EXPECT_EQ(schema["properties"]["output_format"]["enum"], json::array({"jpeg", "png", "webp"}));
  EXPECT_TRUE(schema.contains("x-order-properties"));
}

TEST(CliSchema, ReportsAnUnknownModel) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "wavespeed schema no/such/model --json");

  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(printed(result).value("error", ""), StartsWith("Unknown model \"no/such/model\""));
}

// The client generates the help of a model from its schema.
TEST(CliRunHelp, ListsTheInputsOfAModel) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "wavespeed run wavespeed-ai/z-image/turbo -h");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, HasSubstr("prompt"));
  EXPECT_THAT(result.out, HasSubstr("output_format"));
}

TEST(CliPrice, DependsOnTheInputs) {
  const WatchedServer server;

  const ClientResult result =
      run_cli(server, "wavespeed price mock/instant -p 'a cat' -i num_images=3 --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(printed(result),
            (json{{"model_id", "mock/instant"}, {"unit_price", 0.03}, {"currency", "USD"}}));
}

TEST(CliPrice, IsPrintedAsText) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, "wavespeed price wavespeed-ai/flux-dev");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, HasSubstr("$0.012 USD per call"));
}

TEST(CliBalance, IsTheRemainingCredit) {
  const WatchedServer server({.balance = Money::from_usd(5)});

  const ClientResult result = run_cli(server, std::string(kRunOne) + "wavespeed balance --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_DOUBLE_EQ(printed(result)["balance"].get<double>(), 4.99);
}

TEST(CliBalance, IsPrintedAsANumberInText) {
  const WatchedServer server({.balance = Money::from_usd(5)});

  const ClientResult result = run_cli(server, "wavespeed balance");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, HasSubstr("Balance: $5.000"));
}

// The client requests the last 24 hours with inputs, twenty tasks at a time.
TEST(CliHistory, ListsTheTasksOfTheLastDay) {
  const WatchedServer server({.latency = Latency::instant()});

  const ClientResult result =
      run_cli(server, std::string(kRunOne) +
                          "wavespeed run mock/always-fails -p 'a dog' --json >failed.json || true\n"
                          "wavespeed history --json\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  json answer = printed(result);
  EXPECT_EQ(answer["page"], 1);
  ASSERT_EQ(answer["items"].size(), 2U) << answer;
  EXPECT_EQ(answer["items"][0]["status"], "failed") << "newest first";
  EXPECT_EQ(answer["items"][1]["status"], "completed");
  EXPECT_EQ(answer["items"][1]["inputs"]["prompt"], "a red fox");
  EXPECT_THAT(answer["items"][1]["outputs"][0].get<std::string>(),
              StartsWith(server.base_url() + "/outputs/"));
}

TEST(CliHistory, FiltersAndPrintsThemAsText) {
  const WatchedServer server;

  const ClientResult result =
      run_cli(server, std::string(kRunOne) +
                          "wavespeed history --status completed --model mock/instant\n"
                          "wavespeed history --status failed\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(result.out, HasSubstr("1 prediction  · page 1"));
  EXPECT_THAT(result.out, HasSubstr("prompt: a red fox"));
  EXPECT_THAT(result.out, HasSubstr("0 predictions  · page 1"));
}

TEST(CliDelete, RemovesATaskFromTheHistory) {
  const WatchedServer server;

  const ClientResult result = run_cli(server, std::string(kRunOne) +
                                                  "wavespeed delete $id -y --json >deleted.json\n"
                                                  "grep -q $id deleted.json\n"
                                                  "wavespeed show $id --json >show.json && exit 9\n"
                                                  "grep -q '404 Not Found' show.json\n"
                                                  "wavespeed history --json\n");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(printed(result)["items"], json::array());
}

TEST(CliUpload, PrintsAUrlThatServesTheFile) {
  WatchedServer server;

  const ClientResult result =
      run_cli(server, "printf 'GIF89a-and-more' >a.gif\nwavespeed upload a.gif --json");

  EXPECT_EQ(result.exit_code, 0) << result.error;
  const std::string url = printed(result).value("url", "");
  ASSERT_THAT(url, StartsWith(server.base_url() + "/"));
  EXPECT_THAT(url, EndsWith(".gif"));
  const Response file = watched_answer(
      server.mock(),
      {.method = "GET", .target = url.substr(server.base_url().size())});  // and no key
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body, "GIF89a-and-more");
}

}  // namespace
}  // namespace wavespeed_mock::clients::cli_account_test
