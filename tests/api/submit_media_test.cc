// Submissions whose inputs are pictures, by URL.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "domain/models/input_validation.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"
#include "support/temp_folder.h"
#include "support/upload_client.h"

namespace wavespeed_mock::submit_media_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::seconds;
using namespace std::chrono_literals;

TEST(Submit, RequiresUrlsForMedia) {
  const MockClient client;
  const Response response =
      client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"image", "cat.png"}});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(client.message(response),
            "invalid input: \"image\" must be an http or https URL, a data: URL or an image in "
            "Base64, not \"cat.png\"");
  for (const char* url : {"https://no.such.host.invalid/a.png", "data:image/png;base64,AA=="}) {
    EXPECT_EQ(client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"image", url}}).status, 200)
        << "nothing is fetched";
  }
}

TEST(Submit, TakesALoraByOwnerAndName) {
  const MockClient client;
  for (const char* const path : {"strangerzonehf/Flux-Super-Realism-LoRA", "owner/name.v2",
                                 "https://a.test/a.safetensors"}) {
    const json loras = json::array({{{"path", path}, {"scale", 0.5}}, {{"path", path}}});
    const Response response =
        client.submit("wavespeed-ai/flux-dev-lora", {{"prompt", "a"}, {"loras", loras}});
    EXPECT_EQ(response.status, 200) << response.body;
  }
  const Response wrong = client.submit("wavespeed-ai/flux-dev-lora",
                                       {{"prompt", "a"}, {"loras", json::array({{{"path", 1}}})}});
  EXPECT_EQ(wrong.status, 400) << "it is still checked";
}

// Some take only the names that their schema has.
TEST(BuiltInModels, WantNoUrlOfALora) {
  const BuiltIn built_in;
  const nlohmann::json weights = {{{"path", "owner/name"}, {"scale", 1}}};
  int checked = 0;
  for (const Model* const model : all_models(built_in.catalogue)) {
    for (const InputRule& rule : model->inputs.fields) {
      if (!rule.name.ends_with("loras")) continue;
      ++checked;
      const auto problem = find_input_problem(model->inputs, {{rule.name, weights}});
      EXPECT_EQ(problem.value_or("").find("URL"), std::string::npos)
          << model->id << ": " << *problem;
    }
  }
  EXPECT_GT(checked, 50);
}

// Submits a task with this picture, and returns it after its end.
json ended_task(const MockClient& client, const std::string& image) {
  const std::string id =
      client.id(client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"image", image}}));
  EXPECT_NE(id, "") << image;
  EXPECT_EQ(client.status(client.poll(id)), "processing") << "it has a normal run time";
  client.advance(seconds(1));
  return client.data(client.poll(id));
}

TEST(Submit, FailsATaskWhoseUploadHasExpired) {
  const MockClient client({.latency = Latency::fixed(1s)});
  const std::string url = upload_url(client);
  EXPECT_EQ(ended_task(client, url)["status"], "completed");
  EXPECT_EQ(ended_task(client, url + "?x=y")["status"], "completed");

  json ticket =
      client.data(client.post("/api/v3/media/uploads", R"({"filename": "a.png", "size": 1})"));
  client.advance(days(7) - seconds(2));
  const std::string unknown =
      "http://127.0.0.1:8080/media/uploads/00000000000000000000000000000000/a.png";
  for (const std::string& gone : {url, text_of(ticket["download_url"]), unknown}) {
    json task = ended_task(client, gone);
    EXPECT_EQ(task["status"], "failed") << gone;
    EXPECT_EQ(task["code"], 1402);
    EXPECT_EQ(task["error"], "Input media could not be fetched");
    EXPECT_EQ(task["outputs"], json::array());
  }
  EXPECT_EQ(ended_task(client, "http://a.test/media/uploads/1/a.png")["status"], "completed");
}

TEST(Submit, KeepsTheChargeOfATaskWhoseUploadHasExpired) {
  const MockClient client({.balance = Money::from_usd(0.012), .latency = Latency::fixed(1s)});
  const std::string gone = "http://127.0.0.1:8080/media/uploads/1/a.png";
  EXPECT_EQ(ended_task(client, gone)["status"], "failed");
  EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 400) << "nothing was refunded";
}

// A model that has a picture as its input, and always fails.
class FailingModel : public testing::Test {
 protected:
  FailingModel() {
    json model = model_entry({{"image", {{"type", "string"}}}});
    model["failure"] = {{"probability", 1}, {"code", 5000}, {"error", "its own"}};
    std::ofstream(folder_ / "models.json") << json{{"models", {model}}};
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

TEST_F(FailingModel, FailsForItsMissingInputFirst) {
  const MockClient client({.latency = Latency::instant(), .fixtures = {folder_}});
  const auto code_with = [&](const std::string& image) {
    const std::string id = client.id(client.submit("acme/model", {{"image", image}}));
    return client.data(client.poll(id))["code"];
  };
  EXPECT_EQ(code_with(upload_url(client)), 5000);
  EXPECT_EQ(code_with("http://127.0.0.1:8080/media/uploads/1/a.png"), 1402);
}

TEST(Submit, ChecksUploadsInLists) {
  const MockClient client({.latency = Latency::instant()});
  const std::string url = upload_url(client);
  for (const auto& [images, status] : {std::pair{json::array({url, url}), "completed"},
                                       std::pair{json::array({url, url + ".png"}), "failed"}}) {
    const Response response =
        client.submit("bytedance/seedream-v4.5/edit", {{"prompt", "a"}, {"images", images}});
    EXPECT_EQ(client.status(client.poll(client.id(response))), status) << images;
  }
}

}  // namespace
}  // namespace wavespeed_mock::submit_media_test
