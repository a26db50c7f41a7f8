#include "api/json_body.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/json_parser.h"

namespace wavespeed_mock {

using nlohmann::json;

ApiError bad_request(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

std::optional<ApiError> read_json_object(const Request& request, json& out) {
  if (request.body.empty()) {
    return bad_request("the request body is empty; it must be a JSON object");
  }
  std::string problem;
  auto body = parse_json(request.body, problem);
  if (!body) return bad_request("the request body " + problem);
  if (!body->is_object()) return bad_request("the request body must be a JSON object");
  out = *std::move(body);
  return std::nullopt;
}

}  // namespace wavespeed_mock
