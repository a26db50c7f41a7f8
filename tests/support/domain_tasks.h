// Tasks as a submission plans them, for tests of code that reads them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "records/prediction.h"

namespace wavespeed_mock {

// A Thursday, midnight UTC.
inline constexpr Timestamp kStart =
    Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1).time_since_epoch());

// Has the task fail. The rule must outlive it.
inline void set_failure(Prediction& prediction, const FailureRule& rule) {
  prediction.end = TaskEnd::failed;
  prediction.failure = {std::shared_ptr<const void>(), &rule};
}

// Runs from `created` for `run_time`; fails at its end when `failure` is given.
inline Prediction task(std::uint64_t number, const Model& model, Timestamp created,
                       Duration run_time, Money charge, const FailureRule* failure = nullptr) {
  Prediction prediction;
  prediction.id = {number, number};
  prediction.model = &model;
  prediction.created_at = created;
  prediction.started_at = created;
  prediction.ended_at = created + run_time;
  prediction.charge = charge;
  if (failure != nullptr) set_failure(prediction, *failure);
  return prediction;
}

}  // namespace wavespeed_mock
