#include "base/http/multipart.h"

#include <algorithm>
#include <utility>

#include "base/http/percent_encoding.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kMaxParts = 100;
constexpr std::size_t kMaxHeadBytes = 16'384;  // of one part
constexpr std::size_t kLongestBoundary = 70;   // RFC 2046
constexpr std::string_view kLineEnd = "\r\n";

ApiError malformed(std::string problem) {
  return {.http = 400,
          .code = 400,
          .message = "the multipart body is malformed: " + std::move(problem)};
}

bool consume(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Takes a text in quotes off the front, the first of which is already gone. Nullopt without its
// end.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string text;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return text;
    }
    // Only these two: some send the backslashes of a path as they are.
    const bool escapes =
        rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
    if (escapes) ++i;
    text += rest[i];
  }
  return std::nullopt;
}

// A field's value "form-data; name=\"file\"; …": the first word and the parameters after it.
struct FieldValue {
  std::string_view word;
  std::vector<std::pair<std::string_view, std::string>> parameters;

  const std::string* find(std::string_view name) const {
    for (const auto& [known, value] : parameters) {
      if (equal_ignoring_case(known, name)) return &value;
    }
    return nullptr;
  }
};

std::optional<FieldValue> parse_value(std::string_view text) {
  FieldValue value;
  std::size_t semicolon = text.find(';');
  value.word = trimmed(text.substr(0, semicolon));
  std::string_view rest = text.substr(std::min(semicolon, text.size()));
  while (consume(rest, ";")) {
    rest = trimmed(rest);
    if (rest.empty()) break;  // a semicolon at the end
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = trimmed(rest.substr(0, equals));
    rest = trimmed(rest.substr(equals + 1));
    if (consume(rest, "\"")) {
      auto quoted = take_quoted(rest);
      if (!quoted) return std::nullopt;
      value.parameters.emplace_back(name, *std::move(quoted));
    } else {
      semicolon = rest.find(';');
      value.parameters.emplace_back(name, trimmed(rest.substr(0, semicolon)));
      rest.remove_prefix(std::min(semicolon, rest.size()));
    }
    rest = trimmed(rest);
    if (!rest.empty() && rest.front() != ';') return std::nullopt;
  }
  return value;
}

// "utf-8''na%C3%AFve.png", the form of names beyond ASCII that older libraries send.
std::optional<std::string> parse_extended(std::string_view text) {
  constexpr std::string_view kCharset = "utf-8'";
  if (!equal_ignoring_case(text.substr(0, kCharset.size()), kCharset)) return std::nullopt;
  const std::size_t quote = text.find('\'', kCharset.size());
  if (quote == std::string_view::npos) return std::nullopt;
  text.remove_prefix(quote + 1);
  return percent_decoded(text);
}

std::optional<ApiError> read_disposition(std::string_view text, MultipartPart& part) {
  const auto value = parse_value(text);
  const std::string* name = value ? value->find("name") : nullptr;
  if (name == nullptr || !equal_ignoring_case(value->word, "form-data")) {
    return malformed("expected \"Content-Disposition: form-data; name=…\", not \"" +
                     shortened(text) + "\"");
  }
  part.name = *name;
  if (const std::string* filename = value->find("filename")) part.filename = *filename;
  if (const std::string* extended = value->find("filename*")) {
    part.filename = parse_extended(*extended);
    if (!part.filename) {
      return malformed("expected \"filename*=utf-8''…\" with %XX for other bytes, not \"" +
                       shortened(*extended) + "\"");
    }
  }
  return std::nullopt;
}

// Takes the head of a part and the empty line after it off the front of `rest`.
std::optional<ApiError> read_head(std::string_view& rest, MultipartPart& part) {
  bool has_disposition = false;
  const std::size_t before = rest.size();
  for (;;) {
    const std::size_t end = rest.substr(0, kMaxHeadBytes).find(kLineEnd);
    if (end == std::string_view::npos || before - rest.size() > kMaxHeadBytes) {
      return malformed("a part's head does not end with an empty line within " +
                       std::to_string(kMaxHeadBytes) + " bytes");
    }
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + kLineEnd.size());
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return malformed("expected \"Name: value\" in a part's head, not \"" + shortened(line) +
                       "\"");
    }
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(name, "Content-Type")) part.content_type = value;
    if (!equal_ignoring_case(name, "Content-Disposition")) continue;
    if (has_disposition) return malformed("a part has two Content-Disposition fields");
    has_disposition = true;
    if (auto problem = read_disposition(value, part)) return problem;
  }
  if (has_disposition) return std::nullopt;
  return malformed("a part has no Content-Disposition");
}

// What follows a boundary.
enum class After { next_part, end, neither };

// Takes the rest of the boundary's line off the front of `rest`, unless it is not a boundary.
After read_boundary_end(std::string_view& rest) {
  if (rest.starts_with("--")) return After::end;
  std::string_view line = rest;
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  if (!consume(line, kLineEnd)) return After::neither;
  rest = line;
  return After::next_part;
}

// Where the next boundary begins; npos when there is none. Bytes of the file may look like one.
std::size_t find_boundary(std::string_view rest, std::string_view delimiter) {
  for (std::size_t at = rest.find(delimiter); at != std::string_view::npos;
       at = rest.find(delimiter, at + 1)) {
    std::string_view after = rest.substr(at + delimiter.size());
    if (read_boundary_end(after) != After::neither) return at;
  }
  return std::string_view::npos;
}

Outcome<std::string> boundary_of(std::string_view content_type) {
  const auto value = parse_value(content_type);
  if (!value || !equal_ignoring_case(value->word, "multipart/form-data")) {
    return ApiError{.http = 400,
                    .code = 400,
                    .message = "the request must have Content-Type multipart/form-data, not \"" +
                               shortened(content_type) + "\""};
  }
  const std::string* boundary = value->find("boundary");
  if (boundary == nullptr || boundary->empty() || boundary->size() > kLongestBoundary) {
    return malformed("its Content-Type has no boundary of 1 to " +
                     std::to_string(kLongestBoundary) + " characters");
  }
  return *boundary;
}

}  // namespace

Outcome<std::vector<MultipartPart>> read_multipart(std::string_view content_type,
                                                   std::string_view body) {
  const auto boundary = boundary_of(content_type);
  if (!boundary) return boundary.error();
  // Within the body a boundary begins with the line end before it.
  const std::string delimiter = std::string(kLineEnd) + "--" + *boundary;
  consume(body, kLineEnd);
  if (!consume(body, std::string_view(delimiter).substr(kLineEnd.size()))) {
    return malformed("it does not begin with the boundary \"--" + shortened(*boundary) + "\"");
  }

  std::vector<MultipartPart> parts;
  for (After after = read_boundary_end(body); after != After::end;
       after = read_boundary_end(body)) {
    if (after == After::neither) return malformed("a boundary's line does not end");
    if (parts.size() == kMaxParts) {
      return malformed("it has more than " + std::to_string(kMaxParts) + " parts");
    }
    MultipartPart part;
    if (auto problem = read_head(body, part)) return *std::move(problem);
    const std::size_t end = find_boundary(body, delimiter);
    if (end == std::string_view::npos) {
      return malformed("the part \"" + shortened(part.name) +
                       "\" is not followed by a boundary; the end of the body is missing");
    }
    part.content = body.substr(0, end);
    body.remove_prefix(end + delimiter.size());
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace wavespeed_mock
