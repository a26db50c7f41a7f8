#include "api/submission_options.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "api/json_body.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

std::optional<ApiError> read_flag(const nlohmann::json& inputs, const char* name, bool& flag) {
  const auto it = inputs.find(name);
  if (it == inputs.end() || it->is_null()) return std::nullopt;
  if (!it->is_boolean()) {
    return bad_request("invalid input: \"" + std::string(name) + "\" must be true or false, not " +
                       json_quote(*it));
  }
  flag = it->get<bool>();
  return std::nullopt;
}

}  // namespace

Outcome<SubmissionOptions> read_submission_options(const nlohmann::json& inputs) {
  SubmissionOptions options;
  if (auto problem = read_flag(inputs, "enable_sync_mode", options.sync_mode)) {
    return *std::move(problem);
  }
  if (auto problem = read_flag(inputs, "enable_base64_output", options.base64_output)) {
    return *std::move(problem);
  }
  return options;
}

}  // namespace wavespeed_mock
