#include "domain/outputs/output_file.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/outputs/file_formats.h"
#include "domain/outputs/output_spec.h"
#include "media/picture_encoders.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"

namespace wavespeed_mock::output_file_test {
namespace {

using nlohmann::json;

// Every format that a task can return, and how such a file begins.
struct Kind {
  std::string_view type;
  std::string_view extension;
  std::string begin;
  std::string_view content_type;
};
const std::vector<Kind> kKinds = {
    {"text-to-image", "png", "\x89PNG\r\n", "image/png"},
    {"text-to-image", "jpeg", "\xff\xd8\xff", "image/jpeg"},
    {"text-to-image", "jpg", "\xff\xd8\xff", "image/jpeg"},
    {"text-to-image", "webp", "RIFF", "image/webp"},
    {"text-to-image", "gif", "GIF89a", "image/gif"},
    {"text-to-video", "gif", "GIF89a", "image/gif"},
    {"text-to-video", "mp4",
     std::string("\0\0\0\x20"
                 "ftyp",
                 8),
     "video/mp4"},
    {"text-to-audio", "mp3", "\xff\xf3", "audio/mpeg"},
    {"text-to-audio", "wav", "RIFF", "audio/wav"},
    {"text-to-audio", "flac", "fLaC", "audio/flac"},
    {"text-to-audio", "pcm", std::string("\0\0", 2), "audio/pcm"},
    {"image-to-3d", "glb", "glTF", "model/gltf-binary"},
    {"text-to-text", "txt", "acme/model was", "text/plain; charset=utf-8"},
    {"text-to-text", "json", "{\"model\"", "application/json"},
    {"training", "safetensors", std::string("\x88\0\0\0\0\0\0\0{", 9), "application/octet-stream"},
};

// A task of a model that supports every format.
struct Task {
  explicit Task(const Kind& kind, json inputs = {{"prompt", "a cat"}}) {
    json entry = model_entry({{"prompt", {{"type", "string"}}},
                              {"duration", {{"type", "number"}}},
                              {"size", {{"type", "string"}}},
                              {"output_format", {{"type", "string"}}},
                              {"num_images", {{"type", "integer"}}}});
    entry["type"] = kind.type;
    model = model_of(entry);
    inputs["output_format"] = kind.extension;
    inputs["size"] = "240*240";
    inputs["num_images"] = 3;
    prediction.id = {0x0123456789abcdef, 0xfedcba9876543210};
    prediction.model = &model;
    prediction.output = output_spec_of(model, inputs);
    prediction.inputs = inputs.dump();
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  std::string render(std::uint32_t index = 0) const { return render_output(prediction, index); }

  Model model;
  Prediction prediction;
};

// A format that is added to the table of formats has to be added to kKinds.
TEST(OutputFile, IsTestedInEveryFormatOfEveryKind) {
  using Format = std::pair<MediaKind, std::string_view>;
  std::set<Format> tested;
  for (const Kind& kind : kKinds) tested.emplace(Task(kind).model.output, kind.extension);
  std::set<Format> returned;
  for (const FileFormat& format : file_formats()) {
    for (const auto& output : format.outputs) {
      if (output) returned.emplace(*output, format.extension);
    }
  }
  EXPECT_EQ(tested, returned);
}

TEST(OutputFile, HasTheRequestedFormat) {
  for (const Kind& kind : kKinds) {
    const Task task(kind);
    EXPECT_EQ(task.prediction.output.extension, kind.extension);
    EXPECT_EQ(task.render().substr(0, kind.begin.size()), kind.begin) << kind.extension;
    EXPECT_EQ(content_type_of(kind.extension), kind.content_type);
  }
  for (const char* unknown : {"", "PNG", ".png", "exe"}) {
    EXPECT_EQ(content_type_of(unknown), "application/octet-stream") << unknown;
  }
}

TEST(OutputFile, DependsOnThePredictionAndTheIndex) {
  for (const Kind& kind : kKinds) {
    const Task task(kind);
    EXPECT_EQ(task.render(), Task(kind).render()) << kind.extension;
    EXPECT_EQ((std::set{task.render(0), task.render(1), task.render(2)}).size(), 3U)
        << kind.extension;
    Task other(kind);
    other.prediction.id.high ^= 0x10'1001;
    EXPECT_NE(other.render(), task.render()) << kind.extension;
  }
}

TEST(OutputFile, ShowsModelPromptAndSize) {
  const Task task(kKinds[0]);
  const PictureSpec expected{
      240,
      240,
      0x0123456789abcdef ^ 0xfedcba9876543210 ^ 1,
      {.title = "acme/model", .text = "a cat", .footer = "240x240 png, 2 of 3"}};
  EXPECT_EQ(task.render(1), encode_picture(expected, PictureFormat::png));
  for (const Kind& kind : kKinds) {
    const bool shows_prompt = kind.extension != "mp3" && kind.extension != "wav" &&
                              kind.extension != "flac" && kind.extension != "pcm";
    const Task dog(kind, {{"prompt", "a dog"}});
    EXPECT_EQ(dog.render() != Task(kind).render(), shows_prompt) << kind.extension;
  }
}

TEST(OutputFile, HasTheRequestedDuration) {
  const auto size = [](std::string_view extension, double seconds) {
    for (const Kind& kind : kKinds) {
      if (kind.extension == extension && kind.type != "text-to-image") {
        return Task(kind, {{"prompt", "a"}, {"duration", seconds}}).render().size();
      }
    }
    return std::size_t{0};
  };
  EXPECT_EQ(size("wav", 2) - size("wav", 1), 48'000U);
  EXPECT_EQ(size("pcm", 2.5), 120'000U);
  EXPECT_GT(size("mp4", 20), size("mp4", 10));
  EXPECT_GT(size("gif", 20), size("gif", 10));
  EXPECT_GT(size("mp3", 20), size("mp3", 10) + 70'000);
  EXPECT_GT(size("flac", 20), size("flac", 10));
}

TEST(OutputFile, SupportsEveryFormatOfEveryBuiltInModel) {
  const BuiltIn built_in;
  std::set<std::pair<MediaKind, std::string>> tried;
  for (const Model* model : all_models(built_in.catalogue)) {
    std::vector<json> choices = {json::object()};
    for (const char* name : {"output_format", "format"}) {
      const InputRule* rule = model->inputs.find(name);
      if (rule == nullptr) continue;
      for (const Scalar& allowed : rule->allowed) {
        choices.push_back({{name, std::get<std::string>(allowed)}});
      }
    }
    for (const json& inputs : choices) {
      Prediction prediction;
      prediction.model = model;
      prediction.inputs = inputs.dump();
      prediction.output = output_spec_of(*model, inputs);
      if (!inputs.empty()) {
        const auto wanted = inputs.begin()->get<std::string>();
        const FileFormat* const format = find_format(wanted);
        const bool can_be_made = format != nullptr && format->encode != nullptr;
        EXPECT_TRUE(!can_be_made || prediction.output.extension == wanted)
            << model->id << " as " << wanted << ", not " << prediction.output.extension;
      }
      // One file of each format is enough.
      if (!tried.emplace(model->output, prediction.output.extension).second) continue;
      // The test checks the format, so a small size is enough.
      if (prediction.output.width > 0) prediction.output.width = prediction.output.height = 16;
      EXPECT_FALSE(render_output(prediction, 0).empty()) << model->id;
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::output_file_test
