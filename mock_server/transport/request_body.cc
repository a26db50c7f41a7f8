#include "transport/request_body.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace wavespeed_mock::transport {
namespace {

// Memory is taken in steps, so that a client has to send what it claims.
constexpr std::size_t kStep = 262'144;
constexpr std::size_t kMostLineBytes = 4096;  // chunk sizes with their extensions, trailer fields
constexpr int kMostTrailers = 100;

ApiError bad_body(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

// Appends exactly `size` bytes; false when the stream ends before.
bool append(httplib::Stream& stream, std::size_t size, std::string& body) {
  std::size_t filled = body.size();
  const std::size_t end = filled + size;
  while (filled < end) {
    if (filled == body.size()) body.resize(std::min(end, filled + kStep));
    const ssize_t got = stream.read(body.data() + filled, body.size() - filled);
    if (got <= 0) return false;
    filled += static_cast<std::size_t>(got);
  }
  return true;
}

// A line without its CRLF; nullopt when it is too long or the stream ends before.
std::optional<std::string> read_line(httplib::Stream& stream) {
  std::string line;
  char byte = 0;
  while (line.size() < kMostLineBytes && stream.read(&byte, 1) == 1) {
    line += byte;
    if (line.ends_with("\r\n")) {
      line.resize(line.size() - 2);
      return line;
    }
  }
  return std::nullopt;
}

// The size in front of a chunk; what follows the digits is an extension, which nobody uses.
std::optional<std::uint64_t> chunk_size(std::string_view line) {
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(line.begin(), line.end(), size, 16);
  if (error != std::errc()) return std::nullopt;
  if (end != line.end() && *end != ';' && *end != ' ' && *end != '\t') return std::nullopt;
  return size;
}

Outcome<std::string> read_chunks(httplib::Stream& stream, std::size_t most) {
  std::string body;
  for (;;) {
    const std::optional<std::string> line = read_line(stream);
    const std::optional<std::uint64_t> size = line ? chunk_size(*line) : std::nullopt;
    if (!size) return bad_body("Malformed chunk: expected its size in hexadecimal digits");
    if (*size == 0) break;
    if (*size > most - body.size()) return body_too_large(most);
    if (!append(stream, static_cast<std::size_t>(*size), body)) {
      return bad_body("The body ends inside a chunk");
    }
    if (read_line(stream) != "")
      return bad_body("Malformed chunk: it is longer than its size says");
  }
  for (int trailers = 0; trailers < kMostTrailers; ++trailers) {
    const std::optional<std::string> line = read_line(stream);
    if (line == "") return body;
    if (!line) break;
  }
  return bad_body("The body does not end with an empty line after its last chunk");
}

}  // namespace

Outcome<std::string> read_body(httplib::Stream& stream, const RequestHead& head, std::size_t most) {
  if (head.chunked) return read_chunks(stream, most);
  if (head.body_bytes > most) return body_too_large(most);
  std::string body;
  if (!append(stream, static_cast<std::size_t>(head.body_bytes), body)) {
    return bad_body("The body is shorter than its Content-Length");
  }
  return body;
}

ApiError body_too_large(std::size_t most) {
  return {.http = 413,
          .code = 413,
          .message = "The request body is larger than the " + std::to_string(most) +
                     " bytes that this server takes"};
}

}  // namespace wavespeed_mock::transport
