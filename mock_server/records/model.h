// A model of the catalogue: what can be submitted, what it costs, how long it runs, what it
// returns.
//
// Plain data, built at start by the catalogue that owns it, never changed afterwards.
#pragma once

#include <optional>
#include <string>

#include "base/value/distribution.h"
#include "records/input_schema.h"
#include "records/price_rule.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

enum class MediaKind { image, video, audio, model_3d, text, file };

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

struct Model : ModelLabel {
  std::string name;
  std::string description;
  MediaKind output = MediaKind::image;
  PriceRule price;
  Distribution run_time;       // what the real model takes
  bool keep_run_time = false;  // has this run time under every latency option
  bool takes_trial_credit = true;
  std::optional<FailureRule> failure;
  InputSchema inputs;
  std::string request_schema;  // JSON text, for clients
};

}  // namespace wavespeed_mock
