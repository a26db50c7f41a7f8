#include "domain/models/model_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/builtin_models.h"

namespace wavespeed_mock::model_types_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(ModelTypes, AreTheTwentyFiveOfTheService) {
  const std::vector<std::string_view> types = service_types();
  EXPECT_EQ(types.size(), 25U);
  EXPECT_TRUE(std::ranges::is_sorted(types));
  EXPECT_EQ(std::ranges::adjacent_find(types), types.end()) << "each is there once";
  for (const std::string_view type : types) EXPECT_TRUE(is_service_type(type)) << type;
  for (const std::string_view type : {"", "image", "text-to-text", "text-to-imag", "Llm"}) {
    EXPECT_FALSE(is_service_type(type)) << type;
  }
}

TEST(ModelTypes, SayWhatModelsReturn) {
  struct Case {
    std::string_view type;
    MediaKind output;
  };
  const Case cases[] = {{"audio-to-audio", MediaKind::audio},
                        {"audio-to-video", MediaKind::video},
                        {"content-moderation", MediaKind::text},
                        {"digital-human", MediaKind::video},
                        {"image-to-3d", MediaKind::model_3d},
                        {"image-to-image", MediaKind::image},
                        {"image-to-text", MediaKind::text},
                        {"image-to-video", MediaKind::video},
                        {"llm", MediaKind::text},
                        {"motion-control", MediaKind::video},
                        {"speech-to-text", MediaKind::text},
                        {"text-to-3d", MediaKind::model_3d},
                        {"text-to-audio", MediaKind::audio},
                        {"text-to-image", MediaKind::image},
                        {"text-to-video", MediaKind::video},
                        {"training", MediaKind::file},
                        {"video-dubbing", MediaKind::video},
                        {"video-effects", MediaKind::video},
                        {"video-extend", MediaKind::video},
                        {"video-to-text", MediaKind::text},
                        {"video-to-video", MediaKind::video},
                        // Types of users: their last word.
                        {"voice-to-audio", MediaKind::audio},
                        {"sketch-to-3d", MediaKind::model_3d},
                        {"my-training", MediaKind::file},
                        {"poetry", MediaKind::image},
                        {"", MediaKind::image}};
  for (const Case& c : cases) {
    EXPECT_EQ(output_of_type(c.type, "acme/video-i2v", true), c.output) << c.type;
    EXPECT_EQ(output_of_type(c.type, "acme/image", false), c.output) << c.type;
  }
}

TEST(ModelTypes, LeaveSomeOutputsToTheIdAndTheInputs) {
  for (const std::string_view type :
       {"lora-support", "portrait-transfer", "upscaler", "ai-remover"}) {
    EXPECT_EQ(output_of_type(type, "acme/x", false), MediaKind::image) << type;
    EXPECT_EQ(output_of_type(type, "acme/x", true), MediaKind::video) << type;
    EXPECT_EQ(output_of_type(type, "acme/i2v-480p-lora", false), MediaKind::video) << type;
    EXPECT_EQ(output_of_type(type, "acme/image-to-video-lora", false), MediaKind::video) << type;
    EXPECT_EQ(output_of_type(type, "acme/videographer", false), MediaKind::image) << type;
  }
  EXPECT_EQ(output_of_type("video-dubbing", "acme/video-to-audio", true), MediaKind::audio);
}

// What models of these types return is in no catalogue: their names and their inputs tell.
TEST(ModelTypes, KnowTheOutputsOfBuiltInModels) {
  struct Case {
    std::string_view id;
    MediaKind output;
  };
  const Case cases[] = {{"wavespeed-ai/flux-dev-lora", MediaKind::image},
                        {"wavespeed-ai/qwen-image/edit-lora", MediaKind::image},
                        {"wavespeed-ai/wan-2.1/text-to-image-lora", MediaKind::image},
                        {"wavespeed-ai/wan-2.1/t2v-480p-lora", MediaKind::video},
                        {"wavespeed-ai/wan-2.2/i2v-5b-720p-lora", MediaKind::video},
                        {"wavespeed-ai/wan-2.1/v2v-720p-lora-ultra-fast", MediaKind::video},
                        {"wavespeed-ai/wan-2.2-spicy/video-extend-lora", MediaKind::video},
                        {"wavespeed-ai/open-video/image-to-video-lora", MediaKind::video},
                        {"akool/image-face-swap", MediaKind::image},
                        {"akool/video-face-swap", MediaKind::video},
                        {"pruna-ai/p-video/replace", MediaKind::video},
                        {"wavespeed-ai/infinite-you", MediaKind::image},
                        {"bria/increase-resolution", MediaKind::image},
                        {"nightmareai/real-esrgan", MediaKind::image},
                        {"runwayml/upscale-v1", MediaKind::video},
                        {"wavespeed-ai/flashvsr", MediaKind::video},
                        {"wavespeed-ai/seedvr2/image", MediaKind::image},
                        {"wavespeed-ai/seedvr2/video", MediaKind::video},
                        {"bria/eraser", MediaKind::image},
                        {"bria/video-eraser/mask", MediaKind::video},
                        {"wavespeed-ai/flux-v1-pro/erase", MediaKind::image},
                        {"wavespeed-ai/mmaudio-v2", MediaKind::video},
                        {"mirelo-ai/sfx-v1/video-to-audio", MediaKind::audio},
                        {"mirelo-ai/sfx-v1.5/video-to-video", MediaKind::video}};
  for (const Case& c : cases) {
    const Model* const model = builtin_models().find(c.id);
    ASSERT_NE(model, nullptr) << c.id;
    EXPECT_EQ(model->output, c.output) << c.id;
  }
}

milliseconds median(MediaKind output, std::string_view type, std::string_view id) {
  const Distribution time = estimated_run_time(output, type, id);
  EXPECT_EQ(time.shape, Distribution::Shape::lognormal);
  EXPECT_TRUE(is_valid(time));
  return std::chrono::duration_cast<milliseconds>(time.first);
}

TEST(RunTimeEstimate, FollowsTheOutput) {
  EXPECT_EQ(median(MediaKind::image, "text-to-image", "acme/x"), seconds(4));
  EXPECT_EQ(median(MediaKind::video, "text-to-video", "acme/x"), seconds(60));
  EXPECT_EQ(median(MediaKind::audio, "text-to-audio", "acme/x"), seconds(8));
  EXPECT_EQ(median(MediaKind::model_3d, "image-to-3d", "acme/x"), seconds(50));
  EXPECT_EQ(median(MediaKind::text, "llm", "acme/x"), milliseconds(2500));
  EXPECT_EQ(median(MediaKind::file, "training", "acme/x"), seconds(600));
}

TEST(RunTimeEstimate, FollowsTheSizeInTheId) {
  const auto time_of = [](std::string_view id) {
    return median(MediaKind::video, "text-to-video", id);
  };
  EXPECT_EQ(time_of("acme/wan-fast"), seconds(24));
  EXPECT_EQ(time_of("acme/z-image/turbo"), seconds(24));
  EXPECT_EQ(time_of("acme/kling-pro"), seconds(96));
  EXPECT_EQ(time_of("acme/kling-v2.0-master/x"), seconds(96));
  EXPECT_EQ(time_of("acme/ultra-fast"), seconds(24));
  EXPECT_EQ(time_of("acme/breakfast-prompt"), seconds(60)) << "a part of a word says nothing";
}

TEST(RunTimeEstimate, IsShorterForModelsThatWorkOnAPicture) {
  EXPECT_EQ(median(MediaKind::image, "upscaler", "acme/x"), seconds(2));
  EXPECT_EQ(median(MediaKind::video, "ai-remover", "acme/x"), seconds(30));
}

TEST(Description, NamesTypeModelAndMaker) {
  EXPECT_EQ(description_of("text-to-image", "wavespeed-ai/z-image/turbo"),
            "Text to image: z-image turbo, by wavespeed-ai.");
  EXPECT_EQ(description_of("llm", "chat"), "Llm: chat.");
  EXPECT_EQ(description_of("", "acme/x"), "x, by acme.");
}

}  // namespace
}  // namespace wavespeed_mock::model_types_test
