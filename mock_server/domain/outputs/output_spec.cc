#include "domain/outputs/output_spec.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/text/ascii.h"
#include "domain/models/input_validation.h"
#include "domain/outputs/file_formats.h"
#include "media/picture_size.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::uint32_t kMaxOutputs = 100;
constexpr PictureSize kDefaultImage{1024, 1024};
constexpr PictureSize kDefaultVideo{1280, 720};

// An input that the model's schema knows, or its default there. What the schema does not know was
// never checked and counts for nothing.
std::optional<Scalar> known_input(const Model& model, const json& inputs, const std::string& name) {
  const InputRule* rule = model.inputs.find(name);
  if (rule == nullptr) return std::nullopt;
  const auto it = inputs.find(name);
  return it == inputs.end() || it->is_null() ? rule->fallback : to_scalar(*it);
}

std::string known_text(const Model& model, const json& inputs, const std::string& name) {
  const auto value = known_input(model, inputs, name);
  const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text == nullptr ? std::string() : *text;
}

std::uint32_t count_of(const Model& model, const json& inputs) {
  const auto value = known_input(model, inputs, "num_images");
  const auto* number = value ? std::get_if<double>(&*value) : nullptr;
  if (number == nullptr) return 1;
  return static_cast<std::uint32_t>(std::clamp(*number, 1.0, static_cast<double>(kMaxOutputs)));
}

std::string_view extension_of(const Model& model, const json& inputs) {
  std::string wanted = known_text(model, inputs, "output_format");
  if (wanted.empty()) wanted = known_text(model, inputs, "format");
  // Some models name the quality too: "wav_16khz", "mp3_standard", and some shout: "FLAC".
  wanted = lower(wanted.substr(0, wanted.find('_')));
  return output_format(model.output, wanted).extension;
}

// "720p" is the shorter side of a 16:9 picture. "2k" is the side of a square picture, or a name for
// the lines of a video: 4k is 2160p.
std::optional<double> pixels_of(std::string_view resolution, bool video) {
  constexpr double kWide = 16.0 / 9.0;
  constexpr double kSideOfOneK = 1024;
  constexpr double kLinesOfOneK = 540;
  double number = 0;
  const auto [rest, error] =
      std::from_chars(resolution.data(), resolution.data() + resolution.size(), number);
  if (error != std::errc() || !(number > 0 && number < 100'000)) return std::nullopt;
  const std::string_view unit(rest, resolution.data() + resolution.size());
  if (unit == "p") return number * number * kWide;
  if (unit != "k" && unit != "K") return std::nullopt;
  const double side = number * (video ? kLinesOfOneK : kSideOfOneK);
  return side * side * (video ? kWide : 1);
}

PictureSize size_of(const Model& model, const json& inputs) {
  if (const auto size = parse_picture_size(known_text(model, inputs, "size"))) return *size;
  const bool video = model.output == MediaKind::video;
  const PictureSize standard = video ? kDefaultVideo : kDefaultImage;
  const std::string ratio = known_text(model, inputs, "aspect_ratio");
  const auto pixels = pixels_of(known_text(model, inputs, "resolution"), video);
  if (!pixels && ratio.empty()) return standard;
  const double standard_pixels = static_cast<double>(standard.width) * standard.height;
  return size_of_ratio(ratio.empty() ? (video ? "16:9" : "1:1") : ratio,
                       pixels.value_or(standard_pixels))
      .value_or(standard);
}

}  // namespace

OutputSpec output_spec_of(const Model& model, const json& inputs, OutputNames names) {
  OutputSpec spec{.count = count_of(model, inputs), .extension = extension_of(model, inputs)};
  if (model.output == MediaKind::image || model.output == MediaKind::video) {
    const PictureSize size = size_of(model, inputs);
    spec.width = size.width;
    spec.height = size.height;
  }
  if (names == OutputNames::live) {
    spec.first_number = 1;
    if (spec.extension == "jpeg") spec.extension = "jpg";
  }
  return spec;
}

}  // namespace wavespeed_mock
