#include "domain/outputs/output_spec.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "media/picture.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"

namespace wavespeed_mock {

void PrintTo(const OutputSpec& spec, std::ostream* out) {
  *out << spec.count << " of " << spec.width << '*' << spec.height << " from " << spec.first_number
       << ' ' << spec.extension;
}

bool operator==(const OutputSpec& a, const OutputSpec& b) {
  return a.count == b.count && a.width == b.width && a.height == b.height &&
         a.first_number == b.first_number && a.extension == b.extension;
}

namespace {

using nlohmann::json;

// A model of that type with every input that affects outputs.
Model model_of_type(std::string_view type) {
  json entry = model_entry({{"num_images", {{"type", "integer"}}},
                            {"output_format", {{"type", "string"}}},
                            {"size", {{"type", "string"}}},
                            {"resolution", {{"type", "string"}}},
                            {"aspect_ratio", {{"type", "string"}}}});
  entry["type"] = type;
  return model_of(entry);
}

OutputSpec spec_of(std::string_view type, std::string_view inputs) {
  return output_spec_of(model_of_type(type), json::parse(inputs));
}

TEST(OutputSpec, HasADefaultForEveryKind) {
  struct Case {
    std::string_view type;
    OutputSpec spec;
  };
  const std::vector<Case> cases = {
      {"text-to-image", {1, 1024, 1024, 0, "jpeg"}}, {"text-to-video", {1, 1280, 720, 0, "mp4"}},
      {"text-to-audio", {1, 0, 0, 0, "mp3"}},        {"image-to-3d", {1, 0, 0, 0, "glb"}},
      {"image-to-text", {1, 0, 0, 0, "txt"}},        {"training", {1, 0, 0, 0, "safetensors"}},
  };
  for (const Case& c : cases) EXPECT_EQ(spec_of(c.type, "{}"), c.spec) << c.type;
}

TEST(OutputSpec, FollowsTheInputs) {
  struct Case {
    std::string_view type;
    std::string_view inputs;
    OutputSpec spec;
  };
  const std::vector<Case> cases = {
      {"text-to-image", R"({"num_images": 4})", {4, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"num_images": 3.0})", {3, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"num_images": 0})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"num_images": 5000000000})", {100, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"output_format": "png"})", {1, 1024, 1024, 0, "png"}},
      {"text-to-image", R"({"output_format": "webp"})", {1, 1024, 1024, 0, "webp"}},
      {"text-to-image", R"({"output_format": "jpg"})", {1, 1024, 1024, 0, "jpg"}},
      {"text-to-image", R"({"output_format": "mp4"})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"output_format": "../x"})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-video", R"({"output_format": "gif"})", {1, 1280, 720, 0, "gif"}},
      {"text-to-image", R"({"output_format": "gif"})", {1, 1024, 1024, 0, "gif"}},
      {"text-to-video", R"({"output_format": "mov"})", {1, 1280, 720, 0, "mp4"}},
      {"text-to-audio", R"({"output_format": "wav"})", {1, 0, 0, 0, "wav"}},
      {"text-to-audio", R"({"output_format": "pcm"})", {1, 0, 0, 0, "pcm"}},
      {"text-to-audio", R"({"output_format": "m4a"})", {1, 0, 0, 0, "mp3"}},
      {"text-to-image", R"({"size": "1536*640"})", {1, 1536, 640, 0, "jpeg"}},
      {"text-to-image", R"({"size": "large"})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"size": null, "num_images": null})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"size": "512*512", "resolution": "4k"})", {1, 512, 512, 0, "jpeg"}},
      {"text-to-image", R"({"resolution": "2k"})", {1, 2048, 2048, 0, "jpeg"}},
      {"text-to-image", R"({"resolution": "1.5k"})", {1, 1536, 1536, 0, "jpeg"}},
      {"text-to-image", R"({"resolution": "4K"})", {1, 4096, 4096, 0, "jpeg"}},
      {"text-to-image", R"({"resolution": "sharp"})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-image", R"({"resolution": "infk"})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-image",
       R"({"resolution": "1k", "aspect_ratio": "16:9"})",
       {1, 1368, 768, 0, "jpeg"}},
      {"text-to-image", R"({"aspect_ratio": "9:16"})", {1, 768, 1368, 0, "jpeg"}},
      {"text-to-image", R"({"aspect_ratio": "auto"})", {1, 1024, 1024, 0, "jpeg"}},
      {"text-to-video", R"({"resolution": "1080p"})", {1, 1920, 1080, 0, "mp4"}},
      {"text-to-video", R"({"resolution": "480p"})", {1, 856, 480, 0, "mp4"}},
      {"text-to-video", R"({"resolution": "4k"})", {1, 3840, 2160, 0, "mp4"}},
      {"text-to-video",
       R"({"resolution": "720p", "aspect_ratio": "9:16"})",
       {1, 720, 1280, 0, "mp4"}},
      {"text-to-video",
       R"({"resolution": "720p", "aspect_ratio": "1:1"})",
       {1, 960, 960, 0, "mp4"}},
      {"text-to-video", R"({"aspect_ratio": "9:16"})", {1, 720, 1280, 0, "mp4"}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(spec_of(c.type, c.inputs), c.spec) << c.type << " with " << c.inputs;
  }
}

TEST(OutputSpec, UsesTheDefaultsOfTheSchema) {
  const Model model = model_of(model_entry({{"num_images", {{"default", 2}}},
                                            {"output_format", {{"default", "png"}}},
                                            {"size", {{"default", "640*480"}}}}));
  EXPECT_EQ(output_spec_of(model, json::object()), (OutputSpec{2, 640, 480, 0, "png"}));
  EXPECT_EQ(output_spec_of(model, {{"num_images", 1}, {"size", "8*8"}}),
            (OutputSpec{1, 8, 8, 0, "png"}));
}

TEST(OutputSpec, IgnoresInputsTheModelDoesNotHave) {
  EXPECT_EQ(output_spec_of(model_of(model_entry()),
                           {{"num_images", 4}, {"output_format", "png"}, {"size", "8*8"}}),
            (OutputSpec{1, 1024, 1024, 0, "jpeg"}));
}

TEST(OutputSpec, HasLiveNamesWhenAsked) {
  const auto live = [](std::string_view type, std::string_view inputs) {
    return output_spec_of(model_of_type(type), json::parse(inputs), OutputNames::live);
  };
  EXPECT_EQ(live("text-to-image", "{}"), (OutputSpec{1, 1024, 1024, 1, "jpg"}));
  EXPECT_EQ(live("text-to-image", R"({"output_format": "png", "num_images": 3})"),
            (OutputSpec{3, 1024, 1024, 1, "png"}));
  EXPECT_EQ(live("text-to-video", "{}"), (OutputSpec{1, 1280, 720, 1, "mp4"}));
}

TEST(OutputSpec, IsValidForEveryBuiltInModel) {
  const BuiltIn built_in;
  for (const Model* model : all_models(built_in.catalogue)) {
    const OutputSpec spec = output_spec_of(*model, json::object());
    EXPECT_GE(spec.count, 1U) << model->id;
    EXPECT_LE(spec.count, 2U) << model->id;
    EXPECT_FALSE(spec.extension.empty()) << model->id;
    const bool picture = model->output == MediaKind::image || model->output == MediaKind::video;
    EXPECT_EQ(spec.width > 0 && spec.height > 0, picture) << model->id;
    EXPECT_LE(spec.width, kMaxPictureSide) << model->id;
    EXPECT_LE(spec.height, kMaxPictureSide) << model->id;
  }
}

}  // namespace
}  // namespace wavespeed_mock
