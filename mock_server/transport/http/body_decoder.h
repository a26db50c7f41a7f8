// The body of a request, as it was sent: whatever its content type, without decoding. Put together
// from bytes as they come, so that engines that wait and engines that do not share it.
//
// Belongs to one request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "transport/http/request_head.h"

namespace wavespeed_mock::transport {

class BodyDecoder {
 public:
  // A body of more than `max` bytes is refused with 413, before it is read where its length is
  // stated.
  BodyDecoder(const RequestHead& head, std::size_t max);

  // Removes from the front of `bytes` what belongs to the body; nothing once the body is complete
  // or refused.
  void take(std::string_view& bytes);

  bool done() const { return state_ == State::done; }
  // 413; 400 for malformed chunks.
  const std::optional<ApiError>& error() const { return error_; }
  // How many of the next bytes certainly belong to the body: at least 1 while it is not complete.
  std::size_t certain() const;
  // The error when the stream ends before the body is complete.
  ApiError cut_short() const;

  // Once done.
  std::string take_body() { return std::move(body_); }

 private:
  enum class State { fixed, chunk_size, chunk, chunk_end, trailers, done };

  void take_bytes(std::string_view& bytes, State next);
  void take_line(std::string_view& bytes);
  void end_line(std::string_view line);
  void start_chunk(std::string_view line);
  void refuse(ApiError error);
  ApiError line_error() const;

  const std::size_t max_;
  State state_;
  std::uint64_t left_ = 0;  // of the body, or of the chunk
  std::string line_;        // as far as it has come
  int trailers_ = 0;
  std::string body_;
  std::optional<ApiError> error_;
};

// The 413 of a body whose stated length is more than `max`; also for use before the client is told
// to send it.
ApiError body_too_large(std::size_t max);

}  // namespace wavespeed_mock::transport
