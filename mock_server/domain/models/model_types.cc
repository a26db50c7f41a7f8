#include "domain/models/model_types.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <span>

namespace wavespeed_mock {
namespace {

// What decides the output of a type.
enum class DecidedBy : std::uint8_t {
  type,
  id_and_inputs,
};

struct TypeRow {
  std::string_view type;
  MediaKind output = MediaKind::image;
  DecidedBy by = DecidedBy::type;
};

constexpr TypeRow kTypes[] = {
    {"ai-remover", MediaKind::image, DecidedBy::id_and_inputs},
    {"audio-to-audio", MediaKind::audio},
    {"audio-to-video", MediaKind::video},
    {"content-moderation", MediaKind::text},
    {"digital-human", MediaKind::video},
    {"image-to-3d", MediaKind::model_3d},
    {"image-to-image", MediaKind::image},
    {"image-to-text", MediaKind::text},
    {"image-to-video", MediaKind::video},
    {"llm", MediaKind::text},
    {"lora-support", MediaKind::image, DecidedBy::id_and_inputs},
    {"motion-control", MediaKind::video},
    {"portrait-transfer", MediaKind::image, DecidedBy::id_and_inputs},
    {"speech-to-text", MediaKind::text},
    {"text-to-3d", MediaKind::model_3d},
    {"text-to-audio", MediaKind::audio},
    {"text-to-image", MediaKind::image},
    {"text-to-video", MediaKind::video},
    {"training", MediaKind::file},
    {"upscaler", MediaKind::image, DecidedBy::id_and_inputs},
    {"video-dubbing", MediaKind::video},
    {"video-effects", MediaKind::video},
    {"video-extend", MediaKind::video},
    {"video-to-text", MediaKind::text},
    {"video-to-video", MediaKind::video},
};

const TypeRow* find_type(std::string_view type) {
  const auto* const row = std::ranges::find(kTypes, type, &TypeRow::type);
  return row == std::end(kTypes) ? nullptr : row;
}

// Whether one of the words of an id, "z-image" and "turbo" are three, is among `words`.
bool has_word(std::string_view id, std::span<const std::string_view> words) {
  while (!id.empty()) {
    const std::string_view word = id.substr(0, id.find_first_of("/-_."));
    if (std::ranges::find(words, word) != words.end()) return true;
    id.remove_prefix(std::min(word.size() + 1, id.size()));
  }
  return false;
}

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Median times of models of the usual size.
std::chrono::milliseconds usual_run_time(MediaKind output) {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  switch (output) {
    case MediaKind::image:
      return seconds(4);
    case MediaKind::video:
      return seconds(60);
    case MediaKind::audio:
      return seconds(8);
    case MediaKind::model_3d:
      return seconds(50);
    case MediaKind::text:
      return milliseconds(2'500);
    case MediaKind::file:
      return seconds(600);
  }
  return seconds(4);
}

}  // namespace

std::vector<std::string_view> service_types() {
  std::vector<std::string_view> types;
  for (const TypeRow& row : kTypes) types.push_back(row.type);
  return types;
}

bool is_service_type(std::string_view type) {
  return find_type(type) != nullptr;
}

MediaKind output_of_type(std::string_view type, std::string_view id, bool takes_video) {
  constexpr std::string_view kVideoWords[] = {"video", "t2v", "i2v", "v2v", "s2v"};
  const TypeRow* const row = find_type(type);
  if (row != nullptr && row->by == DecidedBy::id_and_inputs) {
    return takes_video || has_word(id, kVideoWords) ? MediaKind::video : MediaKind::image;
  }
  // A dubbing model returns the video with its new sound, unless its id says that it is the sound.
  if (type == "video-dubbing" && id.ends_with("-to-audio")) return MediaKind::audio;
  if (row != nullptr) return row->output;
  const auto* const kind = std::ranges::find_if(
      kOutputKinds, [&](const OutputKind& each) { return type.ends_with(each.type_end); });
  return kind == std::end(kOutputKinds) ? MediaKind::image : kind->kind;
}

Distribution estimated_run_time(MediaKind output, std::string_view type, std::string_view id) {
  constexpr std::string_view kSmall[] = {"fast", "turbo", "lite",    "mini",    "flash",
                                         "nano", "rapid", "instant", "schnell", "small"};
  constexpr std::string_view kLarge[] = {"pro", "master", "max", "ultra", "ultimate", "4k", "plus"};
  constexpr double kSigma = 0.3;
  auto median = usual_run_time(output);
  // Their input is there already; they make no picture from nothing.
  if (type == "ai-remover" || type == "upscaler") median /= 2;
  if (has_word(id, kSmall)) {
    median = median * 2 / 5;
  } else if (has_word(id, kLarge)) {
    median = median * 8 / 5;
  }
  return {.shape = Distribution::Shape::lognormal, .first = median, .sigma = kSigma};
}

std::string description_of(std::string_view type, std::string_view id) {
  std::string text(type);
  std::ranges::replace(text, '-', ' ');
  if (!text.empty()) text[0] = upper(text[0]);
  const std::size_t slash = id.find('/');
  std::string name(slash == std::string_view::npos ? id : id.substr(slash + 1));
  std::ranges::replace(name, '/', ' ');
  text += (text.empty() ? "" : ": ") + name;
  if (slash != std::string_view::npos) text += ", by " + std::string(id.substr(0, slash));
  return text + ".";
}

}  // namespace wavespeed_mock
