// Every built-in model once through acceptance, charge and completion.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text/json_parser.h"
#include "domain/models/builtin_models.h"
#include "domain/models/sample_inputs.h"
#include "domain/outputs/output_spec.h"
#include "media/duration/media_duration.h"
#include "support/mock_client.h"
#include "support/picture_decoders.h"

namespace wavespeed_mock::every_model_test {
namespace {

using json = MockClient::json;
using ::testing::StartsWith;

// A mock in which nothing but the model decides whether a task is taken, and where it ends at once.
MockClient patient_mock() {
  return MockClient({.tier = "unlimited",
                     .balance = {.micros = 1'000'000'000'000},
                     .latency = Latency::instant()});
}

json sample_of(const Model& model) {
  return json(sample_inputs(parse_json(model.request_schema).value()));
}

// Some formulas of the service use `num_images`, which the model's schema does not have.
bool lacks_an_input(const Model& model) {
  return model.price && std::ranges::any_of(model.price->input_names(), [&](const auto& name) {
           return model.inputs.find(name) == nullptr;
         });
}

// Nothing about the price of a built-in model needs an explanation but that.
void expect_own_price(const std::string& reason, const Model& model) {
  if (reason.empty()) return;
  EXPECT_EQ(reason, "the price is the base price: the formula needs an input that is absent")
      << model.id;
  EXPECT_TRUE(lacks_an_input(model)) << model.id;
}

struct Done {
  json prediction = json::object();  // with its outputs; empty where it was refused
  double charge = 0;
};

// Submits the sample and expects the quoted price as its charge.
Done run_task(const MockClient& client, const Model& model, const json& inputs) {
  const Response quote =
      client.post("/api/v3/model/price", json{{"model_id", model.id}, {"inputs", inputs}}.dump());
  EXPECT_EQ(quote.status, 200) << model.id << inputs << client.message(quote);
  expect_own_price(client.header(quote, "X-Mock-Reason"), model);
  const double before = client.balance();
  const Response submitted = client.submit(model.id, inputs);
  EXPECT_EQ(submitted.status, 200) << model.id << inputs << client.message(submitted);
  expect_own_price(client.header(submitted, "X-Mock-Reason"), model);
  Done done;
  done.charge = before - client.balance();
  if (quote.status == 200) {
    EXPECT_NEAR(done.charge, client.data(quote)["discounted_price"].get<double>(), 1e-6)
        << model.id << inputs;
  }
  if (submitted.status != 200) return done;
  const Response result = client.poll(client.id(submitted));
  done.prediction = client.data(result);
  EXPECT_EQ(client.status(result), "completed") << model.id << client.message(result);
  return done;
}

TEST(EveryBuiltInModel, TakesATaskChargesItsQuotedPriceAndCompletesIt) {
  const MockClient client = patient_mock();
  std::size_t charged = 0;
  for (const std::string_view id : builtin_models().ids()) {
    const Model& model = *builtin_models().find(id);
    const json inputs = sample_of(model);
    const Done done = run_task(client, model, inputs);
    const OutputSpec spec = output_spec_of(model, nlohmann::json(inputs));
    EXPECT_EQ(done.prediction.value("outputs", json()).size(), spec.count) << id;
    charged += done.charge > 0 ? 1 : 0;
  }
  EXPECT_EQ(client.spent()["success_requests"], builtin_models().ids().size());
  EXPECT_GT(charged, builtin_models().ids().size() * 9 / 10);
}

// The width and height in the track header of an MP4, in which one follows the matrix.
DecodedPicture mp4_size(const std::string& file) {
  const std::size_t header = file.find("tkhd");
  if (header == std::string::npos || header + 88 > file.size()) return {};
  const auto side = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(file[at]) << 8 |
                                      static_cast<unsigned char>(file[at + 1]));
  };
  return {side(header + 80), side(header + 84), {}};
}

void expect_sound(const std::string& file, const std::string& name) {
  EXPECT_GT(media_seconds(file).value_or(0), 0) << name;
}

void expect_file(const std::string& file, const OutputSpec& spec, const std::string& name) {
  const std::string_view format = spec.extension;
  const auto expect_size = [&](const DecodedPicture& decoded) {
    EXPECT_EQ(decoded.width, spec.width) << name;
    EXPECT_EQ(decoded.height, spec.height) << name;
  };
  if (format == "png") return expect_size(decode_png(file));
  if (format == "jpeg" || format == "jpg") return expect_size(decode_jpeg(file));
  if (format == "webp") return expect_size(decode_webp(file));
  if (format == "mp4") {
    expect_sound(file, name);
    return expect_size(mp4_size(file));
  }
  if (format == "mp3" || format == "wav" || format == "flac") return expect_sound(file, name);
  if (format == "json") {
    EXPECT_TRUE(is_json(file)) << name;
  } else if (format == "glb") {
    EXPECT_THAT(file, StartsWith("glTF")) << name;
  } else if (format == "safetensors") {
    EXPECT_THAT(file.substr(8), StartsWith("{")) << name;
  } else if (format == "txt") {
    EXPECT_FALSE(file.empty()) << name;
  } else {
    ADD_FAILURE() << name << " has the format " << format << ", which this test cannot read";
  }
}

// The file that a link leads to, or the text itself.
std::string output_of(const MockClient& client, const std::string& output) {
  constexpr std::string_view kHost = "127.0.0.1:8080";
  const std::size_t host = output.find(kHost);
  if (!output.starts_with("http://") || host == std::string::npos) return output;
  const Response file = client.get(output.substr(host + kHost.size()));
  EXPECT_EQ(file.status, 200) << output;
  return file.body;
}

TEST(EveryBuiltInModel, ReturnsAFileThatDecodesForEachKindFormatAndSize) {
  const MockClient client = patient_mock();
  using Class = std::tuple<MediaKind, std::string_view, std::uint32_t, std::uint32_t>;
  std::map<Class, const Model*> classes;
  for (const std::string_view id : builtin_models().ids()) {
    const Model& model = *builtin_models().find(id);
    const OutputSpec spec = output_spec_of(model, nlohmann::json(sample_of(model)));
    classes.emplace(Class{model.output, spec.extension, spec.width, spec.height}, &model);
  }
  EXPECT_GT(classes.size(), 10U);
  for (const auto& [key, model] : classes) {
    const json inputs = sample_of(*model);
    const Done done = run_task(client, *model, inputs);
    const OutputSpec spec = output_spec_of(*model, nlohmann::json(inputs));
    const json outputs = done.prediction.value("outputs", json());
    ASSERT_FALSE(outputs.empty()) << model->id;
    expect_file(output_of(client, outputs[0]), spec, model->id);
  }
  RecordProperty("classes", static_cast<int>(classes.size()));
}

}  // namespace
}  // namespace wavespeed_mock::every_model_test
