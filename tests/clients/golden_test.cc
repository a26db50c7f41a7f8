// Golden transcripts of real clients: each client runs again, and must send what it sent when
// contracts/transcripts was recorded. A new version of a client shows as a difference; `./dev
// golden` records it, and the diff of the files shows what changed.
#include <wavespeed_mock/mock_server.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/http/path_pattern.h"
#include "clients/cli_process.h"
#include "clients/client_process.h"
#include "support/contract_watch.h"
#include "support/golden.h"

namespace wavespeed_mock::clients::clients_golden_test {
namespace {

using nlohmann::json;

// The key of every golden transcript. It is invented and not a secret. It must not change, because
// the ids of tasks depend on it.
constexpr const char* kKey = "golden-key";

// If set, the files are written instead of compared.
constexpr const char* kWrite = "WAVESPEED_MOCK_WRITE_TRANSCRIPTS";

struct Flow {
  std::string name;   // the name of the file
  std::string about;  // written to the first line of the file
  std::map<std::string, std::string> options;
  std::function<ClientResult(const MockServer&)> run;
  int exit_code = 0;
};

json sdk_call(const std::string& package, const std::string& model) {
  return {{"package", package},
          {"key", kKey},
          {"model", model},
          {"input", {{"prompt", "a red fox"}, {"size", "256*256"}}},
          {"client", {{"retryInterval", 0.001}}},
          {"run", {{"pollInterval", 0.001}}}};
}

ClientResult run_sdk(const MockServer& server, json call) {
  const bool first = call["package"] == "wavespeed-0-0";
  call["client"]["baseUrl"] = server.base_url() + (first ? "/api/v3/" : "");
  if (first) call["client"]["pollInterval"] = 0.001;
  return run_client({"node", npm_folder() + "/sdk_driver.mjs", call.dump()}, {}, npm_folder());
}

Flow sdk_flow(const std::string& name, const std::string& about,
              std::map<std::string, std::string> options, json call) {
  return {name, about, std::move(options),
          [call](const MockServer& server) { return run_sdk(server, call); }};
}

std::string upload_file() {
  return npm_folder() + "/golden.png";
}

std::vector<Flow> sdk_flows() {
  std::vector<Flow> flows;
  for (const auto& [package, version] :
       {std::pair{"wavespeed", "0.3.2"}, {"wavespeed-0-2", "0.2.3"}, {"wavespeed-0-0", "0.0.15"}}) {
    const std::string name = std::string("sdk-") + version;
    const std::string who = std::string("wavespeed ") + version + " from npm: ";
    const std::string model = "wavespeed-ai/z-image/turbo";
    flows.push_back(sdk_flow(name + "_run", who + "submits, polls, fetches the output",
                             {{"latency", "fixed:1s"}}, sdk_call(package, model)));
    flows.push_back(sdk_flow(name + "_failed", who + "a task that fails", {{"latency", "fixed:1s"}},
                             sdk_call(package, "mock/always-fails")));
    flows.push_back(sdk_flow(name + "_refused", who + "an input that is wrong", {}, [&] {
      json call = sdk_call(package, "wavespeed-ai/flux-dev");
      call["input"]["num_images"] = 9;
      return call;
    }()));
    json sync = sdk_call(package, model);
    sync[std::string(version) == "0.0.15" ? "input" : "run"]
        [std::string(version) == "0.0.15" ? "enable_sync_mode" : "enableSyncMode"] = true;
    flows.push_back(
        sdk_flow(name + "_sync", who + "synchronous mode", {{"latency", "fixed:10ms"}}, sync));
    json upload = sdk_call(package, model);
    upload["method"] = "upload";
    upload["file"] = upload_file();
    flows.push_back(sdk_flow(name + "_upload", who + "uploads a file, and fetches it", {}, upload));
  }
  return flows;
}

Flow cli_flow(const std::string& name, const std::string& about, const std::string& script,
              int exit_code = 0) {
  const std::string setup = "export NODE_OPTIONS=--import=" + client_file("fixed_date.mjs") + "\n";
  return {
      "cli_" + name,
      "@wavespeed/cli 0.2.2 from npm: " + about,
      {{"latency", "instant"}},
      [script = setup + script](const MockServer& server) { return run_cli(server, script, kKey); },
      exit_code};
}

std::vector<Flow> cli_flows() {
  const std::string run =
      "wavespeed run wavespeed-ai/z-image/turbo -p 'a red fox' -i size='256*256' --json >run.json\n"
      "id=$(grep -o '[0-9a-f]\\{32\\}' run.json | head -n 1)\n";
  return {
      cli_flow("run", "runs a model and shows the task",
               run + "wavespeed show $id --json >show.json\n"),
      cli_flow("failed", "a task that fails",
               "wavespeed run mock/always-fails -p 'a red fox' --json >run.json\n", 1),
      cli_flow("sync", "synchronous mode",
               "wavespeed run mock/instant -p 'a red fox' --sync --json >run.json\n"),
      cli_flow("history", "lists the tasks of the last day, and deletes one",
               run + "wavespeed history --json >history.json\n"
                     "wavespeed delete $id -y --json >deleted.json\n"
                     "wavespeed history --status completed --json >history.json\n"),
      cli_flow("account", "the balance and a price",
               "wavespeed balance --json >balance.json\n"
               "wavespeed price mock/instant -p 'a red fox' -i num_images=3 --json >price.json\n"),
      cli_flow("upload", "uploads a file",
               "printf 'GIF89a-and-more' >a.gif\nwavespeed upload a.gif --json >upload.json\n")};
}

Flow mcp_flow(const std::string& name, const std::string& about, const json& calls) {
  return {"mcp_" + name,
          "@wavespeed/mcp 1.0.7 from npm: " + about,
          {{"latency", "instant"}},
          [calls](const MockServer& server) {
            return run_client(
                {"node", npm_folder() + "/mcp_driver.mjs", calls.dump()},
                {{"WAVESPEED_API_KEY", kKey}, {"WAVESPEED_BASE_URL", server.base_url()}},
                npm_folder());
          }};
}

std::vector<Flow> mcp_flows() {
  const auto call = [](const std::string& name, json arguments) {
    return json{{"name", name}, {"arguments", std::move(arguments)}};
  };
  const auto run = [&](const std::string& model) {
    return call("run_model",
                {{"model", model}, {"input", {{"prompt", "a red fox"}}}, {"wait_seconds", 60}});
  };
  return {mcp_flow("run", "runs a model, gets the task again, and the balance",
                   {run("wavespeed-ai/z-image/turbo"), call("get_prediction", {{"id", "$ID"}}),
                    call("get_balance", json::object())}),
          mcp_flow("failed", "a task that fails, and a model that there is not",
                   {run("mock/always-fails"), run("no/such/model")}),
          mcp_flow("price", "a price, and the models and the schema that it is shown with",
                   {call("get_price", {{"model", "mock/instant"},
                                       {"input", {{"prompt", "a"}, {"num_images", 3}}}}),
                    call("list_models", {{"query", "z-image"}}),
                    call("get_model_schema", {{"model", "wavespeed-ai/z-image/turbo"}})}),
          mcp_flow("upload", "uploads a file",
                   json::array({call("upload_file", {{"path", upload_file()}})}))};
}

std::vector<Flow> flows() {
  std::vector<Flow> all = sdk_flows();
  for (auto more : {cli_flows(), mcp_flows()}) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

// Runs the client against a mock whose clock advances by 400 ms with each exchange, so that every
// run is the same.
Transcript record(const Flow& flow) {
  std::ofstream(upload_file(), std::ios::binary) << "\x89PNG\r\n\x1a\n";
  const auto clock = std::make_shared<ManualClock>();
  Transcript transcript{.header = {.upstream = "",
                                   .recorded = clock->now(),
                                   .about = flow.about,
                                   .options = flow.options},
                        .exchanges = {}};
  std::mutex mutex;
  const ListenOptions listen{.on_exchange = [&](const Request& request, const Response& response) {
    const std::lock_guard lock(mutex);
    RecordedExchange exchange{.at = clock->now(), .request = request, .response = response};
    const Operation* const operation =
        ContractDocument::builtin().find(request.method, path_of(request.target));
    if (operation != nullptr) exchange.operation = operation->id;
    transcript.exchanges.push_back(std::move(exchange));
    clock->advance(std::chrono::milliseconds(400));
  }};
  WatchedServer server(golden_options(transcript.header, clock), listen);
  const ClientResult result = flow.run(server);
  EXPECT_EQ(result.exit_code, flow.exit_code) << result.out << result.error;
  server.stop();  // so that no exchange is running
  std::size_t line = 2;
  for (RecordedExchange& exchange : transcript.exchanges) {
    exchange = normalised(std::move(exchange), server.base_url());
    exchange.line = line++;
  }
  return transcript;
}

std::string text_of(const Transcript& transcript) {
  std::string text = to_line(transcript.header) + '\n';
  for (const RecordedExchange& exchange : transcript.exchanges) text += to_line(exchange) + '\n';
  return text;
}

// The differences, one line per field; "" if there are none.
std::string differences_between(const std::string& name, const Transcript& file,
                                const Transcript& now) {
  std::string text;
  if (to_line(file.header) != to_line(now.header)) {
    text +=
        name + ": the header was " + to_line(file.header) + ", is " + to_line(now.header) + '\n';
  }
  for (std::size_t i = 0; i < std::max(file.exchanges.size(), now.exchanges.size()); ++i) {
    if (i >= now.exchanges.size()) {
      text += golden_location(name, file.exchanges[i]) + ": is not sent any more\n";
    } else if (i >= file.exchanges.size()) {
      text += golden_location(name, now.exchanges[i]) + ": was not sent\n";
    } else if (const std::string fields = golden_difference(file.exchanges[i], now.exchanges[i]);
               !fields.empty()) {
      text += golden_location(name, file.exchanges[i]) + ":" + fields + '\n';
    }
  }
  return text;
}

// The name of the test.
[[maybe_unused]] void PrintTo(const Flow& flow, std::ostream* out) {
  *out << flow.name;
}

class Golden : public testing::TestWithParam<Flow> {};
INSTANTIATE_TEST_SUITE_P(, Golden, testing::ValuesIn(flows()), [](const auto& flow) {
  return replaced(replaced(flow.param.name, ".", "_"), "-", "_");
});

TEST_P(Golden, ClientSendsWhatWasRecorded) {
  const std::string& name = GetParam().name;
  const std::filesystem::path path = golden_folder() / (name + ".jsonl");
  const Transcript now = record(GetParam());
  ASSERT_FALSE(now.exchanges.empty());
  const bool write = std::getenv(kWrite) != nullptr;
  std::string differences;
  if (!write || std::filesystem::exists(path)) {
    differences = differences_between(name, read_transcript(path), now);
  }
  if (write) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text_of(now);
    std::cout << differences;
  } else {
    EXPECT_EQ(differences, "") << "if the difference is intended, record again with ./dev golden";
  }
}

TEST(GoldenFiles, AllBelongToAClient) {
  std::vector<std::string> wanted;
  for (const Flow& flow : flows()) wanted.push_back(flow.name);
  std::sort(wanted.begin(), wanted.end());
  if (std::getenv(kWrite) == nullptr) {
    EXPECT_EQ(golden_names(), wanted);
    return;
  }
  for (const std::string& name : golden_names()) {
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) {
      std::filesystem::remove(golden_folder() / (name + ".jsonl"));
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::clients::clients_golden_test
