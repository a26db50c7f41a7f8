// What a task looks like at a moment: a function of the facts of its submission and the clock.
#pragma once

#include <cstdint>
#include <span>
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

// Whether a webhook tells of its end: only of tasks that complete or fail.
bool is_announced(const Prediction& prediction);

// Has the task fail. The rule must outlive it.
void let_fail(Prediction& prediction, const FailureRule& rule);

// Whether a task that failed with this `data.code` is refunded: faults of the service are, faults
// of the request (missing or invalid input, media that cannot be fetched, content moderation) and
// of the account are not.
bool is_refunded(int task_error_code);

// The codes a failed task may carry, rising, and what its `error` says unless something else does.
std::span<const std::int64_t> task_error_codes();
bool is_task_error_code(std::int64_t code);
std::string_view task_error_text(int code);

}  // namespace wavespeed_mock
