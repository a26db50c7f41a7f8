#include "api/submission_options.h"

#include <nlohmann/json.hpp>
#include <string>

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

std::optional<ApiError> read_submission_options(const nlohmann::json& inputs,
                                                Prediction& prediction) {
  if (auto problem = read_flag(inputs, "enable_sync_mode", prediction.sync_mode)) return problem;
  return read_flag(inputs, "enable_base64_output", prediction.base64_output);
}

}  // namespace wavespeed_mock
