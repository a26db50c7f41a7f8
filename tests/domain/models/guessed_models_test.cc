#include "domain/models/guessed_models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "domain/models/input_validation.h"
#include "domain/models/model_types.h"
#include "domain/models/pricing.h"

namespace wavespeed_mock::guessed_models_test {
namespace {

TEST(GuessedType, FollowsTheWordsOfTheId) {
  struct Case {
    std::string_view id;
    std::string_view type;
  };
  const Case cases[] = {{"acme/x/image-to-video", "image-to-video"},
                        {"acme/video-extend", "video-extend"},
                        {"ACME/Text-To-Video", "text-to-video"},
                        {"acme/wan-9/t2v-480p", "text-to-video"},
                        {"acme/wan-9/i2v-480p-lora", "image-to-video"},
                        {"acme/v2v", "video-to-video"},
                        {"acme/image-to-video-lora", "image-to-video"},
                        {"acme/flux-lora-trainer", "training"},
                        {"acme/video-upscaler", "upscaler"},
                        {"acme/background-remover", "ai-remover"},
                        {"acme/magic-eraser", "ai-remover"},
                        {"acme/hunyuan-3d", "image-to-3d"},
                        {"acme/whisper-large", "speech-to-text"},
                        {"acme/molmo/video-captioner", "image-to-text"},
                        {"acme/text-moderator", "content-moderation"},
                        {"acme/prompt-optimizer", "llm"},
                        {"acme/tts", "text-to-audio"},
                        {"acme/speech-9", "text-to-audio"},
                        {"acme/music-3", "text-to-audio"},
                        {"acme/nano-pear/edit", "image-to-image"},
                        {"acme/infinite-talk", "digital-human"},
                        {"acme/animate", "image-to-video"},
                        {"acme/grand-video", "text-to-video"},
                        {"acme/flux-9", "text-to-image"},
                        {"", "text-to-image"}};
  for (const Case& c : cases) EXPECT_EQ(guessed_type(c.id), c.type) << c.id;
  for (const std::string_view type : service_types()) {
    EXPECT_EQ(guessed_type("acme/x/" + std::string(type)), type);
  }
}

TEST(GuessedModels, TakeAnyInputsAtOnePrice) {
  const GuessedModels models(Money{30'000});
  const Model* const model = models.model("acme/x/text-to-video");
  ASSERT_NE(model, nullptr);
  EXPECT_TRUE(model->is_guessed);
  EXPECT_EQ(model->id, "acme/x/text-to-video");
  EXPECT_EQ(model->type, "text-to-video");
  EXPECT_EQ(model->output, MediaKind::video);
  const nlohmann::json inputs = {{"anything", {1, "x", nullptr}}};
  EXPECT_FALSE(find_given_input_problem(model->inputs, inputs).has_value());
  const Price price = price_of(*model, inputs, {});
  EXPECT_EQ(price.amount, Money{30'000});
  EXPECT_EQ(price.problem,
            "the catalogue does not have the model: its output and its price are guessed");
}

TEST(GuessedModels, ReturnAVideoWhereTheIdNamesOne) {
  const GuessedModels models(Money{1});
  EXPECT_EQ(models.model("acme/video-upscaler")->output, MediaKind::video);
  EXPECT_EQ(models.model("acme/upscaler")->output, MediaKind::image);
}

TEST(GuessedModels, AreMadeOnce) {
  const GuessedModels models(Money{1});
  const Model* const first = models.model("acme/a");
  EXPECT_NE(models.model("acme/b"), first);
  EXPECT_EQ(models.model("acme/a"), first);
}

TEST(GuessedModels, NeedAnIdThatAModelCanHave) {
  const GuessedModels models(Money{1});
  for (const std::string_view id : {"", "a b", "/a", "a/", "a//b", "../a", "a/./b", "a%2Fb", "ü"}) {
    EXPECT_EQ(models.model(id), nullptr) << id;
  }
}

TEST(GuessedModels, HaveALimit) {
  const GuessedModels models(Money{1});
  for (std::size_t i = 0; i < kMaxGuessedModels; ++i) {
    ASSERT_NE(models.model("acme/" + std::to_string(i)), nullptr) << i;
  }
  EXPECT_EQ(models.model("acme/one-more"), nullptr);
  EXPECT_NE(models.model("acme/0"), nullptr) << "known ones stay";
}

}  // namespace
}  // namespace wavespeed_mock::guessed_models_test
