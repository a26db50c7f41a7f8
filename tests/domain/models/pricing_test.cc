#include "domain/models/pricing.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_builtin.h"
#include "support/domain_models.h"

namespace wavespeed_mock::pricing_test {
namespace {

using nlohmann::json;

// The price of a model with that rule, in dollars.
std::string price_by(std::string_view rule, std::string_view inputs) {
  json entry = model_entry({{"count", {{"type", "number"}}},
                            {"steps", {{"type", "number"}, {"default", 1000}}},
                            {"text", {{"type", "string"}}},
                            {"quality", {{"type", "string"}, {"default", "low"}}},
                            {"audio", {{"type", "boolean"}, {"default", true}}},
                            {"seconds", {{"type", "number"}}}});
  entry["price"] = json::parse(rule);
  return to_decimal(price_of(model_of(entry), json::parse(inputs)));
}

TEST(Pricing, FollowsTheRule) {
  struct Case {
    std::string_view rule;
    std::string_view inputs;
    std::string usd;
  };
  constexpr std::string_view kCases =
      R"({"usd": 0.3, "cases": [{"when": {"quality": "high", "audio": false}, "usd": 0.1},
                                {"when": {"quality": "high"}, "usd": 0.2},
                                {"when": {"seconds": 10}, "usd": 0.9}]})";
  constexpr std::string_view kTimes = R"({"usd": 0.01, "times": [{"input": "count"}]})";
  constexpr std::string_view kPer = R"({"usd": 0.6, "times": [{"input": "count", "per": 5}]})";
  constexpr std::string_view kClamped = R"({"usd": 0.15, "times": [
      {"input": "seconds", "per": 5, "at_least": 5, "at_most": 600}]})";
  constexpr std::string_view kCharacters =
      R"({"usd": 0.06, "times": [{"characters_of": "text", "per": 3}]})";
  constexpr std::string_view kBoth =
      R"({"usd": 1, "times": [{"input": "steps", "per": 500}, {"input": "count"}]})";
  const std::vector<Case> cases = {
      {R"({"usd": 0.012})", "{}", "0.012"},
      {R"({"usd": 0})", "{}", "0"},
      // The first matching case, with defaults for absent and null inputs.
      {kCases, "{}", "0.3"},
      {kCases, R"({"quality": "high"})", "0.2"},
      {kCases, R"({"quality": "high", "audio": false})", "0.1"},
      {kCases, R"({"audio": false})", "0.3"},
      {kCases, R"({"quality": null, "audio": false})", "0.3"},
      {kCases, R"({"seconds": 10.0})", "0.9"},
      {kCases, R"({"seconds": 10, "quality": "high"})", "0.2"},
      // Factors; one without a value and a default is 1.
      {kTimes, "{}", "0.01"},
      {kTimes, R"({"count": null})", "0.01"},
      {kTimes, R"({"count": 4})", "0.04"},
      {kTimes, R"({"count": 0})", "0"},
      {kTimes, R"({"count": -1})", "0"},
      {kPer, R"({"count": 5})", "0.6"},
      {kPer, R"({"count": 12})", "1.44"},
      {kBoth, "{}", "2"},
      {kBoth, R"({"steps": null})", "2"},
      {kBoth, R"({"steps": 2500, "count": 2})", "10"},
      // Clamped before it is divided.
      {kClamped, R"({"seconds": 0})", "0.15"},
      {kClamped, R"({"seconds": 7.5})", "0.225"},
      {kClamped, R"({"seconds": 601})", "18"},
      // Started units of characters, at least one.
      {kCharacters, "{}", "0.06"},
      {kCharacters, R"({"text": ""})", "0.06"},
      {kCharacters, R"({"text": "cat"})", "0.06"},
      {kCharacters, R"({"text": "cats"})", "0.12"},
      {kCharacters, R"({"text": "図書館"})", "0.06"},
      // Rounded to micro-dollars, halves up.
      {R"({"usd": 0.000001, "times": [{"input": "count"}]})", R"({"count": 2.4})", "0.000002"},
      {R"({"usd": 0.000001, "times": [{"input": "count"}]})", R"({"count": 2.5})", "0.000003"},
      // At most a billion dollars, and never NaN.
      {kTimes, R"({"count": 1e300})", "1000000000"},
      {R"({"usd": 0, "times": [{"input": "count", "per": 0.001}]})", R"({"count": 1e308})", "0"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(price_by(c.rule, c.inputs), c.usd) << c.rule << " with " << c.inputs;
  }
}

TEST(BuiltInPrices, MatchTheDocumentation) {
  struct Case {
    std::string_view model;
    std::string_view inputs;
    std::string usd;
  };
  const std::string text_of_2500 = json{{"text", std::string(2500, 'a')}}.dump();
  const std::string text_of_2000 = json{{"text", std::string(2000, 'a')}}.dump();
  const std::string prompt_of_1001 = json{{"prompt", std::string(1001, 'a')}}.dump();
  const std::vector<Case> cases = {
      {"wavespeed-ai/flux-dev", "{}", "0.012"},
      {"wavespeed-ai/flux-dev", R"({"num_images": 4})", "0.048"},
      {"wavespeed-ai/flux-dev-ultra-fast", "{}", "0.005"},
      {"wavespeed-ai/flux-schnell", "{}", "0.003"},
      {"google/nano-banana-2/text-to-image", "{}", "0.08"},
      {"google/nano-banana-2/text-to-image", R"({"resolution": "2k"})", "0.12"},
      {"google/nano-banana-2/edit", R"({"resolution": "4k"})", "0.16"},
      {"google/nano-banana-pro/text-to-image", R"({"resolution": "2k"})", "0.14"},
      {"google/nano-banana-pro/edit", R"({"resolution": "4k"})", "0.24"},
      {"bytedance/seedream-v4.5", "{}", "0.04"},
      {"bytedance/seedream-v4.5/edit", "{}", "0.04"},
      {"bytedance/seedream-v3", "{}", "0.02"},
      {"wavespeed-ai/image-upscaler", "{}", "0.01"},
      {"alibaba/wan-2.6/text-to-video", "{}", "0.5"},
      {"alibaba/wan-2.6/text-to-video", R"({"duration": 10})", "1"},
      {"alibaba/wan-2.6/text-to-video", R"({"size": "1920*1080", "duration": 15})", "2.25"},
      {"alibaba/wan-2.6/image-to-video", R"({"resolution": "720p", "duration": 15})", "1.5"},
      {"alibaba/wan-2.6/image-to-video", R"({"resolution": "1080p"})", "0.75"},
      {"google/veo3.1-fast/text-to-video", "{}", "1.2"},
      {"google/veo3.1-fast/text-to-video", R"({"generate_audio": false})", "0.8"},
      {"google/veo3.1-fast/image-to-video", R"({"generate_audio": false})", "0.8"},
      {"google/veo3.1-fast/video-extend", "{}", "1.05"},
      {"bytedance/seedance-v1.5-pro/text-to-video", "{}", "0.26"},
      {"bytedance/seedance-v1.5-pro/text-to-video", R"({"generate_audio": false})", "0.13"},
      {"bytedance/seedance-v1.5-pro/image-to-video", R"({"resolution": "480p"})", "0.12"},
      {"bytedance/seedance-v1.5-pro/image-to-video",
       R"({"resolution": "480p", "generate_audio": false})", "0.06"},
      {"bytedance/seedance-2.0/video-edit", "{}", "0.75"},
      {"pixverse/pixverse-v5.5/image-to-video", "{}", "0.45"},
      {"kwaivgi/kling-v2.0-i2v-master", "{}", "0.488"},
      {"wavespeed-ai/infinitetalk", "{}", "0.15"},
      {"wavespeed-ai/infinitetalk", R"({"duration": 1})", "0.15"},
      {"wavespeed-ai/infinitetalk", R"({"duration": 10, "resolution": "720p"})", "0.6"},
      {"wavespeed-ai/infinitetalk", R"({"duration": 3600})", "18"},
      {"minimax/speech-2.6-turbo", R"({"text": "Hello"})", "0.06"},
      {"minimax/speech-2.6-turbo", text_of_2000, "0.12"},
      {"minimax/speech-2.6-turbo", text_of_2500, "0.18"},
      {"wavespeed-ai/dia-tts", prompt_of_1001, "0.08"},
      {"tripo3d/p2/image-to-3d", "{}", "1.32"},
      {"tripo3d/h3.1/multiview-to-3d", "{}", "0.78"},
      {"wavespeed-ai/hunyuan3d-v3/image-to-3d", "{}", "0.63"},
      {"wavespeed-ai/hunyuan-3d-v3.1/image-to-3d-rapid", "{}", "0.27"},
      {"wavespeed-ai/trellis-2/image-to-3d", "{}", "0.45"},
      {"meshy/v6/image-to-3d", R"({"should_texture": false})", "0.96"},
      {"hyper3d/rodin-v2.5/image-to-3d", R"({"quality": "high"})", "1.92"},
  };
  const BuiltIn built_in;
  for (const Case& c : cases) {
    const Model* const model = built_in.catalogue.find(c.model);
    ASSERT_NE(model, nullptr) << c.model;
    EXPECT_EQ(to_decimal(price_of(*model, json::parse(c.inputs))), c.usd)
        << c.model << " with " << c.inputs;
  }
}

// An enum value, such as a duration of -1 for "automatic", must not make a task free.
TEST(BuiltInPrices, AreNeverZero) {
  const BuiltIn built_in;
  for (const Model* model : built_in.catalogue.models()) {
    EXPECT_GT(price_of(*model, json::object()), Money{}) << model->id;
    const json schema = json::parse(model->request_schema);
    for (const auto& [name, property] : schema["properties"].items()) {
      for (const json& value : property.value("enum", json::array())) {
        EXPECT_GT(price_of(*model, {{name, value}}), Money{})
            << model->id << " with " << name << " = " << value;
      }
      const InputRule* const rule = model->inputs.find(name);
      if (rule != nullptr && rule->minimum) {
        EXPECT_GT(price_of(*model, {{name, *rule->minimum}}), Money{})
            << model->id << " with the least " << name;
      }
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::pricing_test
