// What a task looks like at a moment.
// It is a function of the facts of its submission and of the clock.
#pragma once

#include <string_view>

#include "records/prediction.h"

namespace wavespeed_mock {

enum class Status { created, processing, completed, failed, cancelled, timeout };

// `created` until the task starts, `processing` until it ends, then as it ends.
Status status_at(const Prediction& prediction, Timestamp now);

// Whether it will not change any more.
bool is_final(Status status);

// As the API writes it.
std::string_view to_text(Status status);

// Whether a webhook reports its end: only for tasks that complete or fail.
bool is_announced(const Prediction& prediction);

}  // namespace wavespeed_mock
