#include "domain/models/task_errors.h"

#include <algorithm>
#include <array>

namespace wavespeed_mock {
namespace {

struct TaskError {
  int code;
  bool refunded;
  std::string_view text;
};

constexpr std::array<TaskError, 11> kTaskErrors = {{
    {1200, false, "Content moderation: the prompt or the result is not allowed"},
    {1400, false, "Parameter missing"},
    {1401, false, "Parameter invalid"},
    {1402, false, "Input media could not be fetched"},
    {1403, true, "Execution failed"},
    {1405, true, "Task failed"},
    {1406, false, "Account not available"},
    {1407, false, "Insufficient credits"},
    {5000, true, "Internal error: the worker stopped unexpectedly"},
    {5003, true, "Service unavailable"},
    {5004, true, "Task timed out"},
}};

constexpr auto kCodes = [] {
  std::array<std::int64_t, kTaskErrors.size()> codes{};
  std::transform(kTaskErrors.begin(), kTaskErrors.end(), codes.begin(),
                 [](const TaskError& error) { return error.code; });
  return codes;
}();

const TaskError* find(std::int64_t code) {
  const auto* it = std::find_if(kTaskErrors.begin(), kTaskErrors.end(),
                                [&](const TaskError& error) { return error.code == code; });
  return it == kTaskErrors.end() ? nullptr : it;
}

}  // namespace

bool is_refunded(int task_error_code) {
  const TaskError* error = find(task_error_code);
  return error != nullptr && error->refunded;
}

std::span<const std::int64_t> task_error_codes() {
  return kCodes;
}

bool is_task_error_code(std::int64_t code) {
  return find(code) != nullptr;
}

std::string_view task_error_text(int code) {
  const TaskError* error = find(code);
  return error == nullptr ? std::string_view() : error->text;
}

}  // namespace wavespeed_mock
