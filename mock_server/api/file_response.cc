#include "api/file_response.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "api/envelope.h"
#include "base/http/entity_tag.h"
#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

// One range as it was asked for; a missing `first` makes `last` a count of bytes at the end.
struct RangeText {
  std::optional<std::uint64_t> first;
  std::optional<std::uint64_t> last;
};

// False when `text` is neither empty nor a number. One too large to hold counts as the largest.
bool read_position(std::string_view text, std::optional<std::uint64_t>& position) {
  if (text.empty()) return true;
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (rest != end || error == std::errc::invalid_argument) return false;
  position =
      error == std::errc::result_out_of_range ? std::numeric_limits<std::uint64_t>::max() : number;
  return true;
}

// Nullopt for what a server answers with the whole file: another unit, several ranges, nonsense.
std::optional<RangeText> parse_range(std::string_view field) {
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos ||
      !equal_ignoring_case(trimmed(field.substr(0, equals)), "bytes")) {
    return std::nullopt;
  }
  const std::string_view text = trimmed(field.substr(equals + 1));
  const std::size_t dash = text.find('-');
  RangeText range;
  if (dash == std::string_view::npos || !read_position(text.substr(0, dash), range.first) ||
      !read_position(text.substr(dash + 1), range.last)) {
    return std::nullopt;
  }
  if (!range.first && !range.last) return std::nullopt;
  if (range.first && range.last && *range.last < *range.first) return std::nullopt;
  return range;
}

struct Slice {
  std::uint64_t offset;
  std::uint64_t length;  // at least 1
};

// Nullopt when a file of `size` bytes has nothing of the range.
std::optional<Slice> slice_of(const RangeText& range, std::uint64_t size) {
  if (!range.first) {
    const std::uint64_t length = std::min(*range.last, size);
    return length == 0 ? std::nullopt : std::optional(Slice{size - length, length});
  }
  if (*range.first >= size) return std::nullopt;
  const std::uint64_t last = std::min(range.last.value_or(size - 1), size - 1);
  return Slice{*range.first, last - *range.first + 1};
}

std::optional<RangeText> wanted_range(const Request& request, const std::string& quoted) {
  if (request.method != "GET") return std::nullopt;
  const std::string* field = request.headers.find("Range");
  if (field == nullptr) return std::nullopt;
  // A weak tag or a date does not prove that the bytes are the same.
  const std::string* condition = request.headers.find("If-Range");
  if (condition != nullptr && trimmed(*condition) != quoted) return std::nullopt;
  return parse_range(*field);
}

}  // namespace

Response file_response(const Request& request, const FileSource& file) {
  const std::string quoted = '"' + file.etag + '"';
  const Headers validators = {{"ETag", quoted}, {"Cache-Control", "no-cache"}};
  if (names_entity_tag(request.headers.get("If-None-Match"), quoted)) {
    return {.status = 304, .headers = validators};
  }

  Response response{.status = 200, .headers = validators, .body = file.bytes()};
  const auto range = wanted_range(request, quoted);
  if (range) {
    const std::uint64_t size = response.body.size();
    const auto slice = slice_of(*range, size);
    if (!slice) {
      Response refusal = failure({.http = 416,
                                  .code = 416,
                                  .message = "Range Not Satisfiable",
                                  .reason = "the file has " + std::to_string(size) + " bytes"},
                                 request.method);
      refusal.headers.add("Content-Range", "bytes */" + std::to_string(size));
      return refusal;
    }
    response.status = 206;
    response.headers.add("Content-Range", "bytes " + std::to_string(slice->offset) + "-" +
                                              std::to_string(slice->offset + slice->length - 1) +
                                              "/" + std::to_string(size));
    response.body = response.body.substr(slice->offset, slice->length);
  }
  response.headers.add("Content-Type", std::string(file.content_type));
  response.headers.add("Accept-Ranges", "bytes");
  return response;
}

}  // namespace wavespeed_mock
