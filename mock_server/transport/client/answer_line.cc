#include "transport/client/answer_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/http/field_bytes.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::string_view kHasBoth =
    "the response has both a Content-Length and a Transfer-Encoding";

std::string problem_of_length(std::string_view value, const Headers& before) {
  if (before.find("Transfer-Encoding") != nullptr) return std::string(kHasBoth);
  const std::string* const earlier = before.find("Content-Length");
  const bool are_numbers = value.find_first_not_of("0123456789, \t") == std::string_view::npos;
  if (are_numbers && earlier != nullptr) {
    return "the response has two Content-Lengths that differ: " + json_quote(*earlier) + " and " +
           json_quote(value);
  }
  if (are_numbers && value.find(',') != std::string_view::npos) {
    return "the response has Content-Lengths that differ: " + json_quote(value);
  }
  return "the Content-Length of the response is invalid: " + json_quote(value);
}

std::string problem_of_coding(std::string_view value, const Headers& before) {
  if (before.find("Content-Length") != nullptr) return std::string(kHasBoth);
  if (before.find("Transfer-Encoding") != nullptr) return "the response has two Transfer-Encodings";
  return "the response has the Transfer-Encoding " + json_quote(value) +
         ", but only \"chunked\" is supported";
}

}  // namespace

std::string_view first_line(std::string_view bytes) {
  std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_status_line(std::string_view line) {
  constexpr std::string_view kVersion = "HTTP/1.";
  constexpr std::size_t kStatus = kVersion.size() + 2;
  constexpr std::size_t kEnd = kStatus + 3;
  const auto is_digit = [&](std::size_t at) { return line[at] >= '0' && line[at] <= '9'; };
  return line.size() >= kEnd && line.starts_with(kVersion) &&
         (line[kStatus - 2] == '0' || line[kStatus - 2] == '1') && line[kStatus - 1] == ' ' &&
         is_digit(kStatus) && line[kStatus] != '0' && is_digit(kStatus + 1) &&
         is_digit(kStatus + 2) && (line.size() == kEnd || line[kEnd] == ' ') &&
         is_all_for(line, kInField);
}

std::string problem_of_field(std::string_view line, const Headers& before) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos) {
    return "the header line " + json_quote(name) + " of the response has no colon";
  }
  if (!is_field_name(name)) {
    return "the response has the header field " + json_quote(name) + ", which cannot be a name";
  }
  const std::string_view value = trimmed(line.substr(colon + 1));
  const std::size_t wrong = find_wrong_byte(value, kInField);
  if (wrong < value.size()) {
    return "the header field " + json_quote(name) + " of the response has " +
           name_of_byte(value, wrong) + ", which HTTP does not allow there";
  }
  if (equal_ignoring_case(name, "Content-Length")) return problem_of_length(value, before);
  if (equal_ignoring_case(name, "Transfer-Encoding")) return problem_of_coding(value, before);
  return "the header field " + json_quote(name) + " of the response is malformed";
}

std::string problem_of_chunk(std::string_view bytes, bool has_chunk_before) {
  if (has_chunk_before) {
    if (!bytes.starts_with("\r\n")) return "a chunk of the response is not as long as it says";
    bytes.remove_prefix(2);
  }
  if (bytes.starts_with('0')) return "the last chunk of the response is malformed";
  const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
  return (bytes.substr(end).starts_with("\r\n")
              ? "the line of a chunk's size is malformed: "
              : "the line of a chunk's size does not end with CR LF: ") +
         json_quote(bytes.substr(0, end));
}

}  // namespace wavespeed_mock::transport
