// What a task looks like at a moment: a function of the facts of its submission and the clock.
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

// Has the task fail. The rule must outlive it.
void let_fail(Prediction& prediction, const FailureRule& rule);

// Whether a task that failed with this `data.code` is refunded: faults of the service are, faults
// of the request (missing or invalid input, media that cannot be fetched, content moderation) and
// of the account are not.
bool is_refunded(int task_error_code);

// The codes a failed task may carry.
bool is_task_error_code(std::int64_t code);

}  // namespace wavespeed_mock
