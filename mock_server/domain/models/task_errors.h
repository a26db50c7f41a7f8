// The codes that a failed task can carry.
// Each has its text, and says whether the task is refunded.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wavespeed_mock {

// Whether a task that failed with this `data.code` is refunded: faults of the service are, faults
// of the request (missing or invalid input, media that cannot be fetched, content moderation) and
// of the account are not.
bool is_refunded(int task_error_code);

// The codes a failed task may carry, rising, and what its `error` says unless something else does.
std::span<const std::int64_t> task_error_codes();
bool is_task_error_code(std::int64_t code);
std::string_view task_error_text(int code);

}  // namespace wavespeed_mock
