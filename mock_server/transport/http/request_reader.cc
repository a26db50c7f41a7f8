#include "transport/http/request_reader.h"

#include <algorithm>
#include <utility>

#include "base/text/ascii.h"
#include "transport/http/refusal.h"
#include "transport/http/request_line.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::string_view kCrLf = "\r\n";
constexpr std::size_t kMaxKeptBody = 4'096;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

// The host in a target counts, not that in a Host field (RFC 9112, 3.2.2); handlers get a path.
void take_absolute_form(Request& request, std::string_view authority) {
  if (!request.target.starts_with('/')) request.target.insert(0, 1, '/');
  Headers headers{{"Host", std::string(authority)}};
  for (const Header& field : request.headers) {
    if (!equal_ignoring_case(field.name, "Host")) headers.add(field.name, field.value);
  }
  request.headers = std::move(headers);
}

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
  has_line_ = false;
  skipped_line_ = false;
}

// Old clients send an empty line after the body of a POST (RFC 9112, 2.2); one is dropped.
bool RequestReader::skip_empty_line(std::string_view& bytes) {
  const bool rest_only = head_ == "\r";
  if (skipped_line_ || !(rest_only || head_.empty())) return false;
  const std::string_view line = rest_only ? kCrLf.substr(1) : kCrLf;
  if (!bytes.starts_with(line)) return false;
  bytes.remove_prefix(line.size());
  head_.clear();
  skipped_line_ = true;
  state_ = State::idle;
  return true;
}

void RequestReader::take_head(std::string_view& bytes) {
  if (skip_empty_line(bytes)) return;
  state_ = State::reading;
  if (head_.empty()) {
    // Mostly all of it comes at once, and is read where it lies.
    const std::size_t end = bytes.find(kHeadEnd);
    if (end != std::string_view::npos && end + kHeadEnd.size() <= kMaxHeadBytes) {
      const std::string_view text = bytes.substr(0, end + kHeadEnd.size());
      bytes.remove_prefix(text.size());
      return read_head_text(text);
    }
  }
  // The end of the head may lie across what has come before.
  const std::size_t before = head_.size();
  const std::size_t from = before - std::min(before, kHeadEnd.size() - 1);
  const std::size_t room = std::min(bytes.size(), kMaxHeadBytes - before);
  head_.append(bytes.substr(0, room));
  const std::size_t end = head_.find(kHeadEnd, from);
  if (end == std::string::npos) {
    bytes.remove_prefix(room);
    check_lines(before);
    if (state_ != State::refused && head_.size() >= kMaxHeadBytes) refuse(head_too_long());
    return;
  }
  // Leaves the bytes after the head in `bytes`.
  const std::size_t size = end + kHeadEnd.size();
  bytes.remove_prefix(room - (head_.size() - size));
  const std::string text = std::exchange(head_, {});
  read_head_text(std::string_view(text).substr(0, size));
}

// Refuses what cannot become a request before all of it is there: a client of another protocol must
// not wait for an empty line that it will never send. Looks only at lines that end at `from` or
// later.
void RequestReader::check_lines(std::size_t from) {
  const std::string_view text = head_;
  for (std::size_t end = text.find('\n', from); end != std::string_view::npos;
       end = text.find('\n', end + 1)) {
    const std::string_view lines = text.substr(0, end + 1);
    // The reader refuses at that line, or at one before it.
    if (!lines.ends_with(kCrLf)) return read_head_text(lines);
    if (std::exchange(has_line_, true)) continue;
    if (const auto line = read_first_line(lines); !line) return refuse(line.error());
  }
}

void RequestReader::read_head_text(std::string_view text) {
  const auto line = read_first_line(text);
  if (!line) return refuse(line.error());
  head_only_ = line->method == "HEAD";
  old_ = line->version == HttpVersion::http_1_0;
  auto head = read_head(text, line->version);
  if (!head) return refuse(std::move(head.error()));
  closes_ = head->closes;
  if (!head->chunked && head->body_bytes > max_body_) return refuse(body_too_large(max_body_));

  request_.method = line->method;
  request_.target = line->target;
  request_.headers = std::move(head->headers);
  if (!line->authority.empty()) take_absolute_form(request_, line->authority);
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
