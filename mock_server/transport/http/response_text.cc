#include "transport/http/response_text.h"

#include <algorithm>
#include <cstdint>

#include "base/http/field_bytes.h"
#include "base/http/reason_phrase.h"
#include "base/text/ascii.h"
#include "base/text/json_text.h"
#include "transport/http/field_text.h"

namespace wavespeed_mock::transport {
namespace {

bool has_no_body(int status) {
  return status < 200 || status == 204 || status == 304;
}

// `text` with `instead` of each byte that is not for that use.
void append_for(std::string& out, std::string_view text, ByteUse use, char instead) {
  out += text;
  if (find_wrong_byte(text, use) == text.size()) return;
  const auto is_wrong = [use](char c) { return !is_for(c, use); };
  std::replace_if(out.end() - static_cast<std::ptrdiff_t>(text.size()), out.end(), is_wrong,
                  instead);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  append_for(out, name, kInToken, '-');
  out += ": ";
  append_for(out, value, kInField, ' ');
  out += "\r\n";
}

// The fields that say where a message ends: the transport writes them itself.
bool frames_message(const Header& field) {
  return equal_ignoring_case(field.name, "Content-Length") ||
         equal_ignoring_case(field.name, "Transfer-Encoding");
}

}  // namespace

std::string to_head(const Response& response, const WireForm& form, Framing framing) {
  std::string text;
  text.reserve(512 + response.body.size());
  text += "HTTP/1.1 ";
  append_json_number(text, response.status);
  text += ' ';
  text += reason_phrase(response.status);
  text += "\r\n";
  for (const Header& field : response.headers) {
    if (!frames_message(field)) append_field(text, field.name, field.value);
  }
  if (!form.connection.empty() && response.headers.find("Connection") == nullptr) {
    append_field(text, "Connection", form.connection);
  }
  if (framing == Framing::chunked) {
    text += "Transfer-Encoding: chunked\r\n";
  } else if (!has_no_body(response.status)) {
    text += "Content-Length: ";
    append_json_number(text, static_cast<std::int64_t>(response.body.size()));
    text += "\r\n";
  }
  text += "\r\n";
  return text;
}

std::string to_text(const Response& response, const WireForm& form, std::size_t* body) {
  std::string text = to_head(response, form, Framing::content_length);
  if (body != nullptr) *body = text.size();
  if (!form.head_only && !has_no_body(response.status)) text += response.body;
  return text;
}

Response error_response(const ApiError& error) {
  Response response;
  response.status = error.http;
  response.headers.add("Content-Type", "application/json");
  response.body = R"({"code":)";
  append_json_number(response.body, error.code);
  response.body += R"(,"message":)";
  append_json_string(response.body, error.message);
  response.body += '}';
  return response;
}

}  // namespace wavespeed_mock::transport
