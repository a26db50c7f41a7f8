#include "api/sync_mode.h"

#include <charconv>
#include <chrono>
#include <string>

#include "api/base_url.h"
#include "api/envelope.h"
#include "api/prediction_json.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

constexpr int kTimedOut = 5004;  // `data.code`

// "90 seconds", "1 second", "0.5 seconds"
std::string in_seconds(Duration duration) {
  char digits[32];
  const double seconds = std::chrono::duration<double>(duration).count();
  const auto end = std::to_chars(digits, digits + sizeof digits, seconds).ptr;
  return std::string(digits, end) + (seconds == 1 ? " second" : " seconds");
}

Response gateway_timeout(const Prediction& prediction, const Request& request) {
  std::string reason = "the task continues; its result will be at ";
  append_base_url(reason, request);
  append_result_path(reason, prediction);
  return failure(
      {.http = 504, .code = 504, .message = "Gateway Timeout", .reason = std::move(reason)},
      request.method);
}

Response timed_out(const Prediction& prediction, const SyncWait& wait, const Request& request) {
  if (wait.timeout_status == 504) return gateway_timeout(prediction, request);
  // Clients look for the first words.
  const std::string error = "Sync mode timed out after " + in_seconds(wait.longest) +
                            ". The task continues; ask for its result at the address in urls.get.";
  return prediction_response(prediction, Status::processing, {kTimedOut, error}, request);
}

}  // namespace

Response sync_response(const Prediction& prediction, const SyncWait& wait, const Request& request) {
  const Status last = sync_status(prediction, wait);
  Response response = is_final(last) ? prediction_response(prediction, last, request)
                                     : timed_out(prediction, wait, request);
  response.delivery.not_before = later(prediction.created_at, hold_time(wait, prediction));
  return response;
}

Status sync_status(const Prediction& prediction, const SyncWait& wait) {
  return ends_within(wait, prediction) ? status_at(prediction, prediction.ended_at)
                                       : Status::processing;
}

}  // namespace wavespeed_mock
