#include "transport/http/body_decoder.h"

#include <algorithm>
#include <utility>

#include "transport/http/chunk_line.h"
#include "transport/http/field_line.h"

namespace wavespeed_mock::transport {
namespace {

// Memory is taken in steps, so that a client has to send what it claims.
constexpr std::size_t kStep = 262'144;
constexpr std::size_t kMaxLineBytes = 4096;  // chunk sizes with their extensions, trailer fields
constexpr int kMaxTrailers = 100;

ApiError bad_body(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

}  // namespace

BodyDecoder::BodyDecoder(const RequestHead& head, std::size_t max)
    : max_(max),
      state_(head.chunked           ? State::chunk_size
             : head.body_bytes == 0 ? State::done
                                    : State::fixed),
      left_(head.body_bytes) {
  if (!head.chunked && head.body_bytes > max) refuse(body_too_large(max));
}

void BodyDecoder::take(std::string_view& bytes) {
  while (!bytes.empty() && !done() && !error_) {
    switch (state_) {
      case State::fixed:
        take_bytes(bytes, State::done);
        break;
      case State::chunk:
        take_bytes(bytes, State::chunk_end);
        break;
      case State::chunk_size:
      case State::chunk_end:
      case State::trailers:
        take_line(bytes);
        break;
      case State::done:
        break;
    }
  }
}

std::size_t BodyDecoder::certain() const {
  return state_ == State::fixed || state_ == State::chunk ? static_cast<std::size_t>(left_) : 1;
}

void BodyDecoder::take_bytes(std::string_view& bytes, State next) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  // What is small is read into place once; what is large grows as it comes.
  if (body_.capacity() - body_.size() < size) {
    body_.reserve(body_.size() + static_cast<std::size_t>(std::min<std::uint64_t>(
                                     left_, std::max({size, body_.size(), kStep}))));
  }
  body_.append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  left_ -= size;
  if (left_ == 0) state_ = next;
}

void BodyDecoder::take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
  const std::size_t room = kMaxLineBytes - line_.size();
  line_.append(bytes.substr(0, std::min(size, room)));
  bytes.remove_prefix(std::min(size, room));
  if (line_.ends_with("\r\n")) {
    const std::string line = std::exchange(line_, {});
    end_line(std::string_view(line).substr(0, line.size() - 2));
  } else if (line_.ends_with('\n') || line_.size() == kMaxLineBytes) {
    refuse(line_error());
  }
}

void BodyDecoder::end_line(std::string_view line) {
  if (state_ == State::chunk_size) {
    start_chunk(line);
  } else if (state_ == State::chunk_end) {
    if (!line.empty()) return refuse(line_error());
    state_ = State::chunk_size;
  } else if (line.empty()) {
    state_ = State::done;
  } else if (!read_field_line(line)) {
    refuse(malformed_field(line, "trailer"));
  } else if (++trailers_ == kMaxTrailers) {
    refuse(line_error());
  }
}

void BodyDecoder::start_chunk(std::string_view line) {
  const std::optional<std::uint64_t> size = read_chunk_size(line);
  if (!size) return refuse(line_error());
  if (*size > max_ - body_.size()) return refuse(body_too_large(max_));
  left_ = *size;
  state_ = *size == 0 ? State::trailers : State::chunk;
}

void BodyDecoder::refuse(ApiError error) {
  error_ = std::move(error);
}

// Of a line that is not what it has to be at its place.
ApiError BodyDecoder::line_error() const {
  if (state_ == State::chunk_size) {
    return bad_body(
        "Malformed chunk: expected a line that ends with CRLF, with its size in up to 16 "
        "hexadecimal digits and no more than extensions after them");
  }
  if (state_ == State::chunk_end) {
    return bad_body("Malformed chunk: it is longer than its size says");
  }
  return bad_body("The body does not end with an empty line after its last chunk");
}

ApiError BodyDecoder::cut_short() const {
  if (state_ == State::fixed) return bad_body("The body is shorter than its Content-Length");
  if (state_ == State::chunk) return bad_body("The body ends inside a chunk");
  return line_error();
}

ApiError body_too_large(std::size_t max) {
  return {.http = 413,
          .code = 413,
          .message = "The request body is larger than the " + std::to_string(max) +
                     " bytes that this server accepts"};
}

}  // namespace wavespeed_mock::transport
