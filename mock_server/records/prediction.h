// One task, as it was decided at its submission. What a client sees of it follows from these facts
// and the clock; nothing in here changes afterwards, so that polls need no lock.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "records/account.h"
#include "records/model.h"
#include "records/prediction_id.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// What a completed task returns.
struct OutputSpec {
  std::uint32_t count = 1;
  std::uint32_t width = 0;  // pixels; 0 where the kind has none
  std::uint32_t height = 0;
  std::uint32_t first_number = 0;  // in the name of the first file: 0.png or 1.png
  std::string_view extension;      // "png", "mp4", …: a literal
};

// How a task ends, unless it never does: then `ended_at` is Timestamp::max().
enum class TaskEnd : std::uint8_t { completed, failed, cancelled, timeout };

struct Prediction {
  PredictionId id;
  AccountNumber account = 0;
  bool sync_mode = false;        // its submission is answered when it has ended
  bool base64_output = false;    // its outputs are Base64 texts instead of URLs
  const Model* model = nullptr;  // owned by the catalogue
  Timestamp created_at;
  Timestamp started_at;
  Timestamp ended_at;
  Money charge;
  TaskEnd end = TaskEnd::completed;
  bool nsfw = false;  // its outputs are flagged
  // Why the task does not complete; null where it does. Mostly of the model, then without an owner.
  std::shared_ptr<const FailureRule> failure;
  OutputSpec output;
  std::string inputs;  // the request's JSON text
};

}  // namespace wavespeed_mock
