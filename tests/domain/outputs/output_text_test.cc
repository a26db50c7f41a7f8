#include "domain/outputs/output_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "domain/outputs/output_spec.h"
#include "support/domain_models.h"

namespace wavespeed_mock::output_text_test {
namespace {

using nlohmann::json;

// A task of a model of that type, with an input `output_format`.
struct Task {
  explicit Task(const std::string& type, const json& inputs = {{"prompt", "a cat"}}) {
    json entry = model_entry({{"prompt", {{"type", "string"}}},
                              {"output_format", {{"type", "string"}}},
                              {"num_images", {{"type", "integer"}}}});
    entry["type"] = type;
    model = model_of(entry);
    prediction.id = {0x0123456789abcdef, 0xfedcba9876543210};
    prediction.model = &model;
    prediction.output = output_spec_of(model, inputs);
    prediction.inputs = inputs.dump();
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  std::string text(std::uint32_t index = 0) const { return output_text(prediction, index); }

  Model model;
  Prediction prediction;
};

TEST(OutputText, IsReturnedByTextModelsOnly) {
  for (const char* const type :
       {"llm", "image-to-text", "video-to-text", "speech-to-text", "content-moderation"}) {
    EXPECT_TRUE(returns_text(Task(type).model)) << type;
  }
  for (const char* const type : {"text-to-image", "text-to-audio", "image-to-3d", "training"}) {
    EXPECT_FALSE(returns_text(Task(type).model)) << type;
  }
}

TEST(OutputText, NamesModelAndPromptInOneLine) {
  const std::string text = Task("llm").text();
  EXPECT_EQ(text.find("acme/model was given the words \"a cat\""), 0U) << text;
  EXPECT_EQ(text.find('\n'), std::string::npos) << text;
}

TEST(OutputText, FollowsFromTheTaskAndTheIndex) {
  const Task task("llm");
  EXPECT_EQ(task.text(), Task("llm").text());
  EXPECT_NE(task.text(0), task.text(1));
  EXPECT_NE(Task("llm", {{"prompt", "a dog"}}).text(), task.text());
}

TEST(OutputText, IsJsonWhereTheTaskAsksForIt) {
  const Task task("image-to-text", {{"prompt", "a cat"}, {"output_format", "json"}});
  const json read = json::parse(task.text());
  EXPECT_EQ(read["model"], "acme/model");
  EXPECT_EQ(read["prompt"], "a cat");
  const Task markdown("image-to-text", {{"prompt", "a cat"}, {"output_format", "markdown"}});
  EXPECT_FALSE(json::accept(markdown.text()));
}

TEST(OutputText, OfContentModerationIsAnObjectOfFlags) {
  Task task("content-moderation");
  json flags = {{"harassment", false},
                {"hate", false},
                {"sexual", false},
                {"sexual/minors", false},
                {"violence", false}};
  EXPECT_EQ(json::parse(task.text()), flags);
  task.prediction.nsfw = true;
  flags["sexual"] = true;
  EXPECT_EQ(json::parse(task.text()), flags);
}

}  // namespace
}  // namespace wavespeed_mock::output_text_test
