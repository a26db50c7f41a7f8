// A model of the catalogue: what can be submitted, what it costs, how long it runs, what it
// returns.
//
// Plain data, built at start by the catalogue that owns it, never changed afterwards.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/formula/formula.h"
#include "base/value/distribution.h"
#include "records/input_schema.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

enum class MediaKind { image, video, audio, model_3d, text, file };

// How the catalogue says what a model returns: in the field `output`, or else by the end of its
// type, "text-to-video".
struct OutputKind {
  MediaKind kind;
  std::string_view name;
  std::string_view type_end;
};
inline constexpr OutputKind kOutputKinds[] = {
    {MediaKind::image, "image", "image"}, {MediaKind::video, "video", "video"},
    {MediaKind::audio, "audio", "audio"}, {MediaKind::model_3d, "3d", "3d"},
    {MediaKind::text, "text", "text"},    {MediaKind::file, "file", "training"},
};

// What bills and statistics need to know of a model, also of one that the catalogue no longer has.
struct ModelLabel {
  std::string id;    // "wavespeed-ai/flux-dev"; `model_uuid` in usage statistics
  std::string type;  // "text-to-image"
  Money unit_price;
};

// Makes some or all tasks of a model fail.
struct FailureRule {
  double probability = 0;  // 0 to 1
  int code = 0;            // `data.code`: 1200, 1400, … 5004
  std::string error;       // `data.error`
};

// What the catalogue shows of a model. `unit_price` is the base price.
struct ModelFacts : ModelLabel {
  std::string name;
  std::string description;
  std::string formula;         // JSONata, in millionths of a dollar; empty: the base price
  std::string request_schema;  // JSON text
  bool is_older = false;       // known from earlier sources; the live catalogue has it no more
};

struct Model : ModelFacts {
  MediaKind output = MediaKind::image;
  // The formula, ready for evaluation; none without a formula, and where it has what the mock
  // cannot evaluate.
  std::optional<Formula> price;
  // The schema's defaults for inputs that the formula uses, an object; null: there are none.
  std::shared_ptr<const nlohmann::json> price_defaults;
  Distribution run_time;       // what the real model takes
  bool is_guessed = false;     // the catalogue does not have it
  bool keep_run_time = false;  // has this run time under every latency option
  bool takes_trial_credit = true;
  std::optional<FailureRule> failure;
  InputSchema inputs;
};

}  // namespace wavespeed_mock
