#include "load_generator/answer_reader.h"

#include <algorithm>
#include <charconv>

#include "base/text/ascii.h"

namespace wavespeed_mock::load {
namespace {

// No answer that the load generator looks into is longer.
constexpr std::size_t kMaxKeptBody = 1 << 20;

template <class Number>
bool read_number(std::string_view text, Number& number, int base) {
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc() && rest == text.data() + text.size() && text.front() != '-';
}

// "keep-alive, Upgrade" has the token "upgrade".
bool has_token(std::string_view list, std::string_view lower) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (equal_ignoring_case(trimmed(list.substr(0, comma)), lower)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

}  // namespace

void AnswerReader::begin(bool keep_body) {
  part_ = Part::head;
  keep_body_ = keep_body;
  begun_.clear();
  body_.clear();
}

std::size_t AnswerReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && !whole() && !unreadable()) {
    const std::string_view rest = bytes.substr(used);
    switch (part_) {
      case Part::head:
        used += take_head(rest);
        break;
      case Part::sized_body:
      case Part::body_to_close:
      case Part::chunk:
        used += take_body(rest);
        break;
      default:
        used += take_line(rest);
    }
  }
  return used;
}

void AnswerReader::end() {
  if (whole()) return;
  part_ = part_ == Part::body_to_close ? Part::whole : Part::unreadable;
}

std::size_t AnswerReader::take_head(std::string_view bytes) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  std::string_view all = bytes;
  const std::size_t before = begun_.size();
  if (before > 0) {
    begun_ += bytes;
    all = begun_;
  }
  const std::size_t end = all.find(kEnd, before < kEnd.size() ? 0 : before - kEnd.size() + 1);
  if (end == std::string_view::npos) {
    if (before == 0) begun_ = bytes;
    if (begun_.size() > kMaxHead) part_ = Part::unreadable;
    return bytes.size();
  }
  const std::size_t used = end + kEnd.size() - before;
  if (end + kEnd.size() <= kMaxHead && read_head(all.substr(0, end + 2))) {
    begin_body();
  } else {
    part_ = Part::unreadable;
  }
  begun_.clear();
  return used;
}

// `head` ends with the line break of its last line.
bool AnswerReader::read_head(std::string_view head) {
  // "HTTP/1.1 200 OK"
  constexpr std::size_t kCode = 9;
  if (head.size() < kCode + 3 || !head.starts_with("HTTP/1.") || head[kCode - 1] != ' ') {
    return false;
  }
  if (!read_number(head.substr(kCode, 3), status_, 10) || status_ < 100 || status_ > 599) {
    return false;
  }
  keeps_alive_ = head[kCode - 2] != '0';
  chunked_ = sized_ = false;
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const std::size_t end = head.find("\r\n");
    const std::size_t colon = head.substr(0, end).find(':');
    if (colon == std::string_view::npos) return false;
    if (!read_field(head.substr(0, colon), trimmed(head.substr(colon + 1, end - colon - 1)))) {
      return false;
    }
    head.remove_prefix(end + 2);
  }
  return true;
}

bool AnswerReader::read_field(std::string_view name, std::string_view value) {
  if (equal_ignoring_case(name, "content-length")) {
    sized_ = true;
    return !value.empty() && read_number(value, left_, 10);
  }
  if (equal_ignoring_case(name, "transfer-encoding")) chunked_ = has_token(value, "chunked");
  if (equal_ignoring_case(name, "connection")) {
    if (has_token(value, "close")) keeps_alive_ = false;
    if (has_token(value, "keep-alive")) keeps_alive_ = true;
  }
  return true;
}

void AnswerReader::begin_body() {
  keep_body_ = keep_body_ || status_ >= 300;
  // Only the announcement of an answer.
  if (status_ < 200) {
    part_ = Part::head;
  } else if (status_ == 204 || status_ == 304) {
    part_ = Part::whole;
  } else if (chunked_) {
    part_ = Part::chunk_size;
  } else if (sized_) {
    part_ = left_ > 0 ? Part::sized_body : Part::whole;
  } else {
    part_ = Part::body_to_close;
    keeps_alive_ = false;
  }
}

std::size_t AnswerReader::take_body(std::string_view bytes) {
  if (part_ != Part::body_to_close && bytes.size() > left_) bytes = bytes.substr(0, left_);
  if (keep_body_) body_ += bytes.substr(0, kMaxKeptBody - body_.size());
  if (part_ == Part::body_to_close) return bytes.size();
  left_ -= bytes.size();
  if (left_ == 0) part_ = part_ == Part::chunk ? Part::chunk_end : Part::whole;
  return bytes.size();
}

std::size_t AnswerReader::take_line(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const std::size_t used = end == std::string_view::npos ? bytes.size() : end + 1;
  begun_ += bytes.substr(0, used);
  const bool is_whole = begun_.ends_with("\r\n");
  if (begun_.size() > kMaxLine || (begun_.ends_with('\n') && !is_whole)) {
    part_ = Part::unreadable;
  } else if (is_whole) {
    line_is_there(std::string_view(begun_).substr(0, begun_.size() - 2));
    begun_.clear();
  }
  return used;
}

void AnswerReader::line_is_there(std::string_view line) {
  if (part_ == Part::chunk_size) {
    line = trimmed(line.substr(0, line.find(';')));
    if (line.empty() || !read_number(line, left_, 16)) {
      part_ = Part::unreadable;
    } else {
      part_ = left_ > 0 ? Part::chunk : Part::trailer;
    }
  } else if (part_ == Part::chunk_end) {
    part_ = line.empty() ? Part::chunk_size : Part::unreadable;
  } else if (line.empty()) {  // after the trailer
    part_ = Part::whole;
  }
}

}  // namespace wavespeed_mock::load
