#include "transport/client/answer_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/quoting.h"
#include "transport/client/answer_line.h"

namespace wavespeed_mock::transport {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

constexpr std::string_view kHttp = "HTTP/1.";

}  // namespace

// One message of the server, an interim answer or the final one.
class AnswerParser::Message final : public http::basic_parser<false> {
 public:
  Message(bool to_head, AnswerBody body) : body_(body) {
    skip(to_head);
    // The owner has limits of its own.
    header_limit(2 * kMaxAnswerHead);
    body_limit(boost::none);
  }

  Response answer{.status = 0, .headers = {}, .body = {}, .delivery = {}};
  bool has_chunks = false;
  bool was_chunk_line = false;  // what put() has read; for its caller to reset
  bool is_too_long = false;
  bool is_cut = false;

 private:
  void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
  void on_response_impl(int status, string_view, int, error_code&) override {
    answer.status = status;
  }
  void on_field_impl(http::field field, string_view name, string_view value,
                     error_code& error) override {
    if (is_header_done()) return;  // a trailer
    if (field == http::field::transfer_encoding && !equal_ignoring_case(value, "chunked")) {
      error = http::error::bad_transfer_encoding;
      return;
    }
    answer.headers.add(std::string(name), std::string(value));
  }
  void on_header_impl(error_code& error) override {
    if (const auto length = content_length(); length && !is_done()) expect(*length, error);
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view bytes, error_code& error) override {
    return keep(bytes, error);
  }
  void on_chunk_header_impl(std::uint64_t size, string_view, error_code& error) override {
    was_chunk_line = true;
    has_chunks |= size > 0;
    expect(size, error);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& error) override {
    return keep(bytes, error);
  }
  void on_finish_impl(error_code&) override {}

  std::size_t room() const { return body_.max - answer.body.size(); }

  void expect(std::uint64_t size, error_code& error) {
    is_too_long = size > room() && !body_.cuts;
    if (is_too_long) {
      error = http::error::body_limit;
    } else {
      make_room(static_cast<std::size_t>(std::min<std::uint64_t>(size, room())));
    }
  }

  std::size_t keep(string_view bytes, error_code& error) {
    is_too_long = bytes.size() > room() && !body_.cuts;
    if (is_too_long) {
      error = http::error::body_limit;
      return 0;
    }
    const std::string_view kept(bytes.data(), std::min(bytes.size(), room()));
    make_room(kept.size());
    answer.body += kept;
    is_cut = body_.cuts && room() == 0;
    return bytes.size();
  }

  // In large steps, so that little is copied into more room. Room that nothing was written to takes
  // addresses, but no memory.
  void make_room(std::size_t size) {
    constexpr std::size_t kLeast = std::size_t{64} << 10;
    std::string& body = answer.body;
    if (body.capacity() - body.size() >= size) return;
    const std::size_t larger = std::max(body.size() + size, 16 * std::max(body.capacity(), kLeast));
    body.reserve(std::min(larger, body_.max));
  }

  const AnswerBody body_;
};

class AnswerParser::Impl {
 public:
  Impl(bool to_head, AnswerBody body) : to_head_(to_head), body_(body) {}

  void take(std::string_view bytes) {
    if (is_done()) return;
    if (unread_.empty()) {
      unread_ = read(bytes);
      return;
    }
    const bool is_of_same_line = unread_.size() >= kHttp.size() && bytes.find('\n') == bytes.npos;
    unread_ += bytes;
    // Part of a line is not read again with each byte that comes.
    if (is_in_head() && is_of_same_line && unread_.size() <= kMaxAnswerHead - head_size_) return;
    unread_.erase(0, unread_.size() - read(unread_).size());
  }

  void end(bool in_order) {
    if (is_done()) return;
    if (!message_ && unread_.empty()) {
      fail("the connection ended before a response");
    } else if (is_in_head()) {
      if (message_) find_malformed_field();
      if (!is_done()) fail("the connection ended within the head of the response");
    } else {
      end_body(in_order);
    }
  }

  bool is_done() const { return is_whole_ || !problem_.empty(); }
  const std::string& problem() const { return problem_; }
  Response take_answer() { return std::move(message_->answer); }

 private:
  bool is_in_head() const { return !message_ || !message_->is_header_done(); }
  void fail(std::string problem) { problem_ = std::move(problem); }

  // Returns the bytes that cannot be read before more of them have come.
  std::string_view read(std::string_view bytes) {
    while (!is_done() && !bytes.empty()) {
      const std::size_t before = bytes.size();
      is_in_head() ? read_head(bytes) : read_body(bytes);
      if (bytes.size() == before) break;
    }
    return is_done() ? std::string_view() : bytes;
  }

  void read_head(std::string_view& bytes) {
    // Whole lines, and no more than the limit.
    const std::string_view allowed = bytes.substr(0, kMaxAnswerHead - head_size_);
    const std::string_view lines = allowed.substr(0, allowed.rfind('\n') + 1);
    const std::size_t before = bytes.size();
    if (!message_) {
      read_status_line(bytes, lines);
    } else if (!lines.empty()) {
      put(bytes, lines.size());
    }
    if (is_done()) return;
    head_size_ += before - bytes.size();
    if (bytes.size() == before && bytes.size() > allowed.size()) {
      fail("the head of the response is longer than " + std::to_string(kMaxAnswerHead) + " bytes");
    } else if (message_ && message_->is_done()) {
      end_message();
    }
  }

  void read_status_line(std::string_view& bytes, std::string_view lines) {
    if (bytes.substr(0, kHttp.size()) != kHttp.substr(0, bytes.size())) {
      return fail("the response does not begin with \"HTTP/1.\"");
    }
    if (lines.empty()) return;
    const std::string_view line = first_line(lines);
    if (!is_status_line(line) || lines[line.size()] != '\r') {
      return fail("the status line of the response is malformed: " + json_quote(line));
    }
    bytes.remove_prefix(line.size() + 2);
    message_.emplace(to_head_, body_);
    // Beast needs the space that may be missing.
    const std::string normal = std::string(line.substr(0, line.find(' ') + 4)) + " \r\n";
    error_code wants_fields;
    message_->put(boost::asio::buffer(normal), wants_fields);
  }

  void read_body(std::string_view& bytes) {
    // Beast asserts that it has as much of a last chunk when it looks at it again.
    constexpr std::size_t kEmptyBody = 5;  // "0\r\n\r\n"
    const bool may_be_last = message_->chunked() && !message_->has_chunks && bytes[0] == '0';
    if (may_be_last && bytes.size() < kEmptyBody) return;
    message_->was_chunk_line = false;
    const std::size_t before = bytes.size();
    put(bytes, bytes.size());
    if (is_done()) return;
    const std::size_t taken = before - bytes.size();
    const std::size_t line = message_->was_chunk_line ? taken : taken == 0 ? before : 0;
    if (line > kMaxAnswerChunkLine) {
      return fail("the line of a chunk's size, or the trailer, is longer than " +
                  std::to_string(kMaxAnswerChunkLine) + " bytes");
    }
    is_whole_ = message_->is_done() || message_->is_cut;
  }

  void end_message() {
    const int status = message_->answer.status;
    if (status >= 200) {
      is_whole_ = true;
    } else if (status == 101) {
      fail("the response changes the protocol (101), which was not asked for");
    } else {
      message_.reset();
    }
  }

  void end_body(bool in_order) {
    const std::string size = std::to_string(message_->answer.body.size());
    const auto left = message_->content_length_remaining();
    error_code partial;
    message_->put_eof(partial);
    if (left) {
      fail("the connection ended after " + size + " of the " +
           std::to_string(message_->answer.body.size() + *left) + " bytes of the response's body");
    } else if (partial) {
      fail("the connection ended within the chunked body of the response, after " + size +
           " bytes");
    } else if (!in_order) {
      fail("the connection broke after " + size +
           " bytes of the response's body, which may be incomplete");
    } else {
      is_whole_ = true;
    }
  }

  // Lets Beast read from the first `size` bytes, and takes off what it has read.
  void put(std::string_view& bytes, std::size_t size) {
    const bool in_head = is_in_head();
    error_code error;
    bytes.remove_prefix(message_->put(boost::asio::buffer(bytes.data(), size), error));
    if (!error || error == http::error::need_more) return;
    // The line that the error is about is the first that was not read.
    if (message_->is_too_long) {
      fail("the response is longer than " + std::to_string(body_.max) + " bytes");
    } else if (in_head) {
      fail(problem_of_field(first_line(bytes), message_->answer.headers));
    } else {
      fail(problem_of_chunk(bytes, message_->has_chunks));
    }
  }

  // Once Beast has seen part of a head, it waits for the end of it.
  void find_malformed_field() {
    const std::string lines = unread_.substr(0, unread_.rfind('\n') + 1) + "\r\n\r\n";
    std::string_view bytes = lines;
    put(bytes, bytes.size());
  }

  const bool to_head_;
  const AnswerBody body_;
  std::optional<Message> message_;  // from its status line on
  std::size_t head_size_ = 0;       // bytes of heads that were read
  std::string unread_;
  bool is_whole_ = false;
  std::string problem_;
};

AnswerParser::AnswerParser(bool to_head, AnswerBody body)
    : impl_(std::make_unique<Impl>(to_head, body)) {}

AnswerParser::~AnswerParser() = default;

void AnswerParser::take(std::string_view bytes) {
  impl_->take(bytes);
}

void AnswerParser::end(bool in_order) {
  impl_->end(in_order);
}

bool AnswerParser::is_done() const {
  return impl_->is_done();
}

const std::string& AnswerParser::problem() const {
  return impl_->problem();
}

Response AnswerParser::take_answer() {
  return impl_->take_answer();
}

}  // namespace wavespeed_mock::transport
