// Reads the answer of an HTTP/1 server off the bytes of a connection as they come. What is
// malformed is named.
//
// Belongs to one exchange; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

// Of the status line and the header fields together, with those of interim answers (1xx).
inline constexpr std::size_t kMaxAnswerHead = std::size_t{256} << 10;
// Of the line of a chunk's size, and of the trailer with that of the last chunk.
inline constexpr std::size_t kMaxAnswerChunkLine = std::size_t{16} << 10;

struct AnswerBody {
  std::size_t max;    // bytes
  bool cuts = false;  // a longer body is cut there and the rest not awaited; else it is a problem
};

class AnswerParser {
 public:
  // `to_head` is whether a HEAD is answered, which has no body.
  AnswerParser(bool to_head, AnswerBody body);
  AnswerParser(const AnswerParser&) = delete;
  AnswerParser& operator=(const AnswerParser&) = delete;
  ~AnswerParser();

  // Bytes that have come; what follows the answer is dropped.
  void take(std::string_view bytes);
  // The connection has ended: in order, or broken.
  void end(bool in_order = true);

  // The answer is there, or there is a problem.
  bool is_done() const;
  // Why there is no answer: "the response …". Empty if there is no problem.
  const std::string& problem() const;
  // Once done without a problem: status, fields in their order, body without its chunks.
  Response take_answer();

 private:
  class Impl;
  class Message;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace wavespeed_mock::transport
