#include "transport/response_text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/json_text.h"
#include "transport/field_text.h"

namespace wavespeed_mock::transport {
namespace {

struct Reason {
  int status;
  std::string_view phrase;
};

// In the order of their numbers.
constexpr Reason kReasons[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Payload Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Entity"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {511, "Network Authentication Required"},
};

// Empty for a status without a registered phrase, as HTTP allows.
std::string_view reason_phrase(int status) {
  const auto* const found = std::ranges::lower_bound(kReasons, status, {}, &Reason::status);
  return found != std::end(kReasons) && found->status == status ? found->phrase : "";
}

bool has_no_body(int status) {
  return status < 200 || status == 204 || status == 304;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  const std::size_t start = out.size();
  out += name;
  out += ": ";
  out += value;
  const auto breaks_line = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), breaks_line, ' ');
  out += "\r\n";
}

// The fields that say where a message ends: the transport writes them itself.
bool frames_message(const Header& field) {
  return same_text(field.name, "Content-Length") || same_text(field.name, "Transfer-Encoding");
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
