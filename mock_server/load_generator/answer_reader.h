// Reads the answers of an HTTP/1 server off the bytes of a connection as they come, one answer
// after the other. Without a socket, and without a copy of what is not asked for.
//
// Belongs to a connection; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wavespeed_mock::load {

class AnswerReader {
 public:
  // In bytes, with their line ends. A server that sends more does not speak HTTP, or means harm.
  static constexpr std::size_t kMaxHead = 256 << 10;
  static constexpr std::size_t kMaxLine = 16 << 10;  // of a chunk's size, or a trailer

  // Forgets the last answer. Without `keep_body` the body of the next one is only kept when its
  // status is not 2xx, for it then says why.
  void begin(bool keep_body);

  // Takes what belongs to this answer off the front of `bytes` and returns how much that was: all,
  // unless the answer is whole or unreadable.
  std::size_t feed(std::string_view bytes);
  // The server has closed the connection, which is the end of some answers.
  void end();

  bool whole() const { return part_ == Part::whole; }
  bool unreadable() const { return part_ == Part::unreadable; }

  // Of a whole answer:
  int status() const { return status_; }
  bool keeps_alive() const { return keeps_alive_; }
  const std::string& body() const { return body_; }  // its first MiB

 private:
  enum class Part : std::uint8_t {
    head,
    sized_body,
    body_to_close,
    chunk_size,
    chunk,
    chunk_end,
    trailer,
    whole,
    unreadable,
  };

  bool read_head(std::string_view head);
  bool read_field(std::string_view name, std::string_view value);
  void begin_body();
  std::size_t take_head(std::string_view bytes);
  std::size_t take_body(std::string_view bytes);
  std::size_t take_line(std::string_view bytes);
  void line_is_there(std::string_view line);

  Part part_ = Part::head;
  bool keep_body_ = false;
  bool keeps_alive_ = true;
  bool chunked_ = false;
  bool sized_ = false;
  int status_ = 0;
  std::uint64_t left_ = 0;  // of the body or the chunk
  std::string begun_;       // a head or a line whose end has not come yet
  std::string body_;
};

}  // namespace wavespeed_mock::load
