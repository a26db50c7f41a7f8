#include "domain/outputs/task_inputs.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/domain_models.h"

namespace wavespeed_mock::task_inputs_test {
namespace {

using nlohmann::json;

TaskInputs read(std::string_view type, const json& properties, std::string inputs) {
  json entry = model_entry(properties);
  entry["type"] = type;
  const Model model = model_of(entry);
  Prediction prediction;
  prediction.model = &model;
  prediction.inputs = std::move(inputs);
  return read_task_inputs(prediction);
}

TEST(TaskInputs, ReadThePromptOrTheText) {
  const auto prompt = [](std::string inputs) {
    return read("text-to-image", json::object(), std::move(inputs)).prompt;
  };
  EXPECT_EQ(prompt(R"({"prompt": "a cat", "text": "b"})"), "a cat");
  EXPECT_EQ(prompt(R"({"text": "b"})"), "b");
  EXPECT_EQ(prompt(R"({"prompt": "", "text": "b"})"), "b");
  EXPECT_EQ(prompt(R"({"prompt": 5, "text": "b"})"), "b");
  EXPECT_EQ(prompt(R"({"prompt": null})"), "");
  EXPECT_EQ(prompt("{}"), "");
  EXPECT_EQ(prompt(""), "") << "a task without inputs";
}

TEST(TaskInputs, ReadTheDuration) {
  const json number = {{"duration", {{"type", "number"}, {"default", 8}}}};
  const json text = {{"duration", {{"type", "string"}, {"default", "10"}}}};
  const json bare = {{"duration", {{"type", "number"}}}};
  struct Case {
    json properties;
    std::string inputs;
    double seconds;
  };
  const std::vector<Case> cases = {
      {number, R"({"duration": 6})", 6},
      {number, R"({"duration": 7.25})", 7.25},
      {number, "{}", 8},
      {number, R"({"duration": null})", 8},
      {number, R"({"duration": -1})", 8},
      {number, R"({"duration": 0})", 8},
      {number, R"({"duration": 0.2})", 1},
      {number, R"({"duration": 1e9})", 600},
      {text, R"({"duration": "5"})", 5},
      {text, R"({"duration": "long"})", 10},
      {text, "{}", 10},
      {bare, "{}", 5},
      {json::object(), R"({"duration": 9})", 5},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read("text-to-video", c.properties, c.inputs).seconds, c.seconds) << c.inputs;
  }
  EXPECT_EQ(read("text-to-audio", number, R"({"prompt": "x", "duration": 30})").seconds, 30);
}

TEST(TaskInputs, LastASecondPerFifteenCharactersOfSpeech) {
  const auto seconds = [](const std::string& text) {
    return read("text-to-audio", json::object(), json({{"text", text}}).dump()).seconds;
  };
  EXPECT_EQ(seconds(std::string(45, 'x')), 3);
  EXPECT_EQ(seconds(std::string(40, 'x')), 40 / 15.0);
  EXPECT_EQ(seconds("東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京"), 2)
      << "not bytes";
  EXPECT_EQ(seconds(""), 1);
  EXPECT_EQ(seconds(std::string(10'000, 'x')), 600);
}

}  // namespace
}  // namespace wavespeed_mock::task_inputs_test
