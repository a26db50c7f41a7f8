#include "control/control_body.h"

#include <nlohmann/json.hpp>

#include "api/json_body.h"
#include "api/parameters.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

std::optional<ApiError> read_control_body(const Call& call,
                                          const std::function<void(JsonReader&)>& read) {
  nlohmann::json body;
  if (auto problem = read_optional_object(call.request, body)) return problem;
  try {
    JsonReader in(body, "body");
    read(in);
    in.done();
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
  return std::nullopt;
}

}  // namespace wavespeed_mock
