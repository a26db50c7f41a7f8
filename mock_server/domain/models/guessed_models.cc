#include "domain/models/guessed_models.h"

#include <memory>
#include <utility>

#include "base/text/ascii.h"
#include "domain/models/model_id.h"
#include "domain/models/model_types.h"

namespace wavespeed_mock {
namespace {

struct Hint {
  std::string_view part;  // of an id, in small letters
  std::string_view type;
};

// The first that the id has counts: "image-to-video-lora" is not a "lora", "video-upscaler" is not
// a "video".
constexpr Hint kHints[] = {
    {"trainer", "training"},
    {"to-video", "image-to-video"},
    {"i2v", "image-to-video"},
    {"t2v", "text-to-video"},
    {"v2v", "video-to-video"},
    {"upscale", "upscaler"},
    {"remove", "ai-remover"},
    {"eraser", "ai-remover"},
    {"to-3d", "image-to-3d"},
    {"3d", "image-to-3d"},
    {"speech-to-text", "speech-to-text"},
    {"transcribe", "speech-to-text"},
    {"whisper", "speech-to-text"},
    {"caption", "image-to-text"},
    {"moderat", "content-moderation"},
    {"llm", "llm"},
    {"prompt-optimizer", "llm"},
    {"to-text", "image-to-text"},
    {"tts", "text-to-audio"},
    {"speech", "text-to-audio"},
    {"music", "text-to-audio"},
    {"song", "text-to-audio"},
    {"audio", "text-to-audio"},
    {"voice", "text-to-audio"},
    {"edit", "image-to-image"},
    {"image-to-image", "image-to-image"},
    {"to-image", "text-to-image"},
    {"talk", "digital-human"},
    {"avatar", "digital-human"},
    {"lipsync", "digital-human"},
    {"animate", "image-to-video"},
    {"video", "text-to-video"},
};

}  // namespace

std::string_view guessed_type(std::string_view id) {
  const std::string text = lower(id);
  // An id often has its type as a part of the path.
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    for (const std::string_view type : service_types()) {
      if (part == type) return type;
    }
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  for (const Hint& hint : kHints) {
    if (text.find(hint.part) != std::string::npos) return hint.type;
  }
  return "text-to-image";
}

const Model* GuessedModels::model(std::string_view id) const {
  if (!is_model_id(id)) return nullptr;
  const std::lock_guard lock(mutex_);
  std::string key(id);
  if (const auto known = models_.find(key); known != models_.end()) return known->second.get();
  if (models_.size() >= kMaxGuessedModels) return nullptr;
  Model model;
  model.id = key;
  model.name = key;
  model.type = guessed_type(id);
  model.unit_price = price_;
  model.output = output_of_type(model.type, id, id.find("video") != std::string_view::npos);
  model.run_time = estimated_run_time(model.output, model.type, id);
  model.is_guessed = true;
  return models_.emplace(std::move(key), std::make_unique<const Model>(std::move(model)))
      .first->second.get();
}

}  // namespace wavespeed_mock
