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
  return to_decimal(price_of(model_of(entry), json::parse(inputs), {}).amount);
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

TEST(BuiltInPrices, AreThoseOfTheService) {
  struct Case {
    std::string_view model;
    std::string_view inputs;
    std::string usd;
  };
  const std::string text_of_2500 = json{{"text", std::string(2500, 'a')}}.dump();
  const std::string prompt_of_1001 = json{{"prompt", std::string(1001, 'a')}}.dump();
  const std::vector<Case> cases = {
      {"wavespeed-ai/flux-dev", "{}", "0.012"},
      {"wavespeed-ai/flux-dev", R"({"num_images": 4})", "0.048"},
      {"google/nano-banana-2/text-to-image", "{}", "0.07"},
      {"google/nano-banana-2/text-to-image", R"({"resolution": "0.5k"})", "0.045"},
      {"google/nano-banana-pro/edit", R"({"resolution": "4k"})", "0.24"},
      {"bytedance/seedream-v4.5", "{}", "0.04"},
      {"wavespeed-ai/image-upscaler", "{}", "0.01"},
      {"alibaba/wan-2.6/text-to-video", R"({"size": "1920*1080", "duration": 15})", "2.25"},
      {"kwaivgi/kling-v2.0-i2v-master", R"({"duration": 10})", "2.6"},
      // By the duration of the sound, 5 seconds unless something says more.
      {"wavespeed-ai/infinitetalk", R"({"audio": "https://example.com/a.mp3"})", "0.15"},
      {"wavespeed-ai/infinitetalk",
       R"({"audio": "https://example.com/a.mp3#duration=42s", "resolution": "720p"})", "2.52"},
      {"wavespeed-ai/infinitetalk", R"({"audio": "https://example.com/a.mp3#duration=1h"})", "18"},
      {"minimax/speech-2.6-turbo", text_of_2500, "0.15"},
      // Older than the catalogue.
      {"wavespeed-ai/dia-tts", prompt_of_1001, "0.08"},
      {"meshy/v6/image-to-3d", R"({"should_texture": false})", "0.96"},
  };
  const BuiltIn built_in;
  for (const Case& c : cases) {
    const Model* const model = built_in.catalogue.find(c.model);
    ASSERT_NE(model, nullptr) << c.model;
    const Price price = price_of(*model, json::parse(c.inputs), {});
    EXPECT_EQ(to_decimal(price.amount), c.usd) << c.model << " with " << c.inputs;
    EXPECT_EQ(price.problem, "") << c.model << " with " << c.inputs;
  }
}

}  // namespace
}  // namespace wavespeed_mock::pricing_test
