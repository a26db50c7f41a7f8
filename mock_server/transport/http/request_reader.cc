#include "transport/http/request_reader.h"

#include <algorithm>
#include <utility>

#include "transport/http/refusal.h"
#include "transport/http/request_line.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::string_view kCrLf = "\r\n";
constexpr std::size_t kMaxKeptBody = 4'096;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

}  // namespace

RequestReader::State RequestReader::take(std::string_view& bytes) {
  if (state_ == State::wants_more) state_ = State::reading;
  while (!bytes.empty() && (state_ == State::idle || state_ == State::reading)) {
    if (body_) {
      take_body(bytes);
    } else {
      take_head(bytes);
    }
  }
  return state_;
}

void RequestReader::start_next() {
  state_ = State::idle;
  body_.reset();
  // A connection that waits must not hold what a long request took.
  if (request_.body.capacity() > kMaxKeptBody) request_.body = {};
  head_only_ = false;
}

void RequestReader::take_head(std::string_view& bytes) {
  state_ = State::reading;
  // The end of the head may lie across what has come before.
  const std::size_t from = head_.size() - std::min(head_.size(), kHeadEnd.size() - 1);
  if (head_.empty()) {
    // Mostly all of it comes at once, and is read where it lies.
    const std::size_t end = bytes.find(kHeadEnd);
    if (end != std::string_view::npos && end + kHeadEnd.size() <= kMaxHeadBytes) {
      const std::string_view text = bytes.substr(0, end + kHeadEnd.size());
      bytes.remove_prefix(text.size());
      return read_head_text(text);
    }
  }
  const std::size_t room = std::min(bytes.size(), kMaxHeadBytes - head_.size());
  head_.append(bytes.substr(0, room));
  const std::size_t end = head_.find(kHeadEnd, from);
  if (end == std::string::npos) {
    bytes.remove_prefix(room);
    if (refuse_line_ends(head_)) return;
    if (head_.size() >= kMaxHeadBytes) refuse(head_too_long());
    return;
  }
  // Leaves the bytes after the head in `bytes`.
  const std::size_t size = end + kHeadEnd.size();
  bytes.remove_prefix(room - (head_.size() - size));
  const std::string text = std::exchange(head_, {});
  read_head_text(std::string_view(text).substr(0, size));
}

// The first line tells whether this is HTTP at all: a client of another protocol must not wait for
// an empty line that it will never send. True when it was refused.
bool RequestReader::refuse_line_ends(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const bool ends_right = end > 0 && text[end - 1] == '\r';
  const auto line = ends_right ? read_request_line(text.substr(0, end - 1))
                               : Outcome<RequestLine>(unreadable_head(400));
  if (!line) refuse(line.error());
  return !line;
}

void RequestReader::read_head_text(std::string_view text) {
  const auto line = read_request_line(text.substr(0, text.find(kCrLf)));
  if (!line) return refuse(line.error());
  head_only_ = line->method == "HEAD";
  old_ = line->version == HttpVersion::http_1_0;
  auto head = read_head(text, line->version);
  if (!head) return refuse(std::move(head.error()));
  if (const std::string* const range = head->headers.find("Range")) {
    if (auto problem = find_range_problem(*range)) return refuse(*std::move(problem));
  }
  closes_ = head->closes;
  if (!head->chunked && head->body_bytes > max_body_) return refuse(body_too_large(max_body_));

  request_.method = line->method;
  request_.target = line->target;
  request_.headers = std::move(head->headers);
  request_.body.clear();
  if (!head->chunked && head->body_bytes == 0) {
    state_ = State::whole;
    return;
  }
  body_.emplace(*head, max_body_);
  state_ = head->awaits_continue ? State::wants_more : State::reading;
}

void RequestReader::take_body(std::string_view& bytes) {
  body_->take(bytes);
  if (body_->error()) return refuse(*body_->error());
  if (!body_->done()) return;
  request_.body = body_->take_body();
  state_ = State::whole;
}

void RequestReader::refuse(ApiError error) {
  error_ = std::move(error);
  state_ = State::refused;
}

}  // namespace wavespeed_mock::transport
