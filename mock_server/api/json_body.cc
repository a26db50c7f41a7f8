#include "api/json_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Deeper than any model's inputs, shallow enough for whatever walks the value by recursion.
constexpr std::size_t kDeepest = 64;

// How deep arrays and objects are nested; right for valid JSON, harmless for the rest.
std::size_t nesting_depth(std::string_view text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

ApiError bad_request(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

std::optional<ApiError> read_json_object(const Request& request, json& out) {
  const std::string& body = request.body;
  if (body.empty()) return bad_request("the request body is empty; it must be a JSON object");
  if (nesting_depth(body) > kDeepest) {
    return bad_request("the request body is nested deeper than " + std::to_string(kDeepest) +
                       " levels");
  }
  try {
    out = json::parse(body);
  } catch (const json::exception& error) {
    return bad_request("the request body is not valid JSON: " + parse_problem(error));
  }
  if (!out.is_object()) return bad_request("the request body must be a JSON object");
  return std::nullopt;
}

}  // namespace wavespeed_mock
