#include "api/envelope.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/http/field_bytes.h"
#include "base/text/json_text.h"

namespace wavespeed_mock {
namespace {

std::string dump(const nlohmann::ordered_json& value) {
  std::string text;
  append_json(text, value);
  return text;
}

}  // namespace

Response json_response(std::string body) {
  Response response{.body = std::move(body)};
  // Its type, the request's id, and room for what few answers have besides.
  response.headers.reserve(4);
  response.headers.add("Content-Type", "application/json");
  return response;
}

Response success(const nlohmann::ordered_json& data) {
  std::string body(kSuccessHead);
  append_json(body, data);
  body += kSuccessTail;
  return json_response(std::move(body));
}

Response with_reason(Response response, std::string_view reason) {
  if (!reason.empty()) response.headers.add("X-Mock-Reason", ascii_field_value(reason));
  return response;
}

Response failure(const ApiError& error, std::string_view method) {
  nlohmann::ordered_json envelope = {{"code", error.code}, {"message", error.message}};
  if (error.http == 401) envelope["data"] = nullptr;
  if (!error.error_code.empty()) envelope["error_code"] = error.error_code;
  if (method == "GET" || method == "HEAD") envelope["error"] = error.message;

  Response response = json_response(dump(envelope));
  response.status = error.http;
  if (error.retry_after_seconds) {
    response.headers.add("Retry-After", std::to_string(*error.retry_after_seconds));
  }
  if (!error.allow.empty()) response.headers.add("Allow", error.allow);
  return with_reason(std::move(response), error.reason);
}

}  // namespace wavespeed_mock
