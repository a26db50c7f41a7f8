#include "transport/client/request_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/http/field_bytes.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::transport {
namespace {

std::string problem_at(const std::string& part, std::string_view text, std::size_t at) {
  return part + " has " + name_of_byte(text, at) + ", which HTTP does not allow there";
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

bool is_about_length(std::string_view name) {
  return equal_ignoring_case(name, "Content-Length") ||
         equal_ignoring_case(name, "Transfer-Encoding");
}

// Servers may refuse such a request without a length (RFC 9110, 8.6).
bool may_have_body(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

std::string problem_of(const Request& request) {
  const auto ends_target = [](char c) { return c == ' ' || c == '\t' || !is_for(c, kInField); };
  const auto end = std::find_if(request.target.begin(), request.target.end(), ends_target);
  if (end != request.target.end()) {
    return problem_at("its target", request.target,
                      static_cast<std::size_t>(end - request.target.begin()));
  }
  if (!is_field_name(request.method)) return json_quote(request.method) + " cannot be a method";
  for (const Header& field : request.headers) {
    if (!is_field_name(field.name)) {
      return json_quote(field.name) + " cannot be the name of a header field";
    }
    const std::size_t wrong = find_wrong_byte(field.value, kInField);
    if (wrong < field.value.size()) {
      return problem_at("header field " + json_quote(field.name), field.value, wrong);
    }
  }
  return {};
}

std::string head_text(const Request& request, const WebUrl& base) {
  const Headers& fields = request.headers;
  std::string head = request.method + ' ' + base.target + request.target + " HTTP/1.1\r\n";
  if (fields.find("Host") == nullptr) append_field(head, "Host", host_field(base));
  for (const Header& field : fields) {
    if (!is_about_length(field.name)) append_field(head, field.name, field.value);
  }
  if (fields.find("User-Agent") == nullptr) append_field(head, "User-Agent", "wavespeed-mock");
  if (fields.find("Accept") == nullptr) append_field(head, "Accept", "*/*");
  if (fields.find("Connection") == nullptr) append_field(head, "Connection", "close");
  if (!request.body.empty() || may_have_body(request.method)) {
    append_field(head, "Content-Length", std::to_string(request.body.size()));
  }
  return head + "\r\n";
}

}  // namespace wavespeed_mock::transport
