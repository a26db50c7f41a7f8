#include "base/text/json_tokens.h"

#include <algorithm>

#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

using Kind = JsonToken::Kind;

// How long the string at the front is; 0 when it does not end.
std::size_t string_size(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return 0;
}

// How long the number at the front is; 0 when it is none.
std::size_t number_size(std::string_view text) {
  const auto digits = [&](std::size_t from) {
    const std::size_t first = std::min(from, text.size());
    return static_cast<std::size_t>(
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), is_digit) -
        text.begin());
  };
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  std::size_t end = digits(sign);
  if (end == sign || (text[sign] == '0' && end > sign + 1)) return 0;
  if (text.substr(end).starts_with('.')) {
    const std::size_t fraction = digits(end + 1);
    if (fraction == end + 1) return 0;
    end = fraction;
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t first = end + 1;
    if (first < text.size() && (text[first] == '+' || text[first] == '-')) ++first;
    const std::size_t exponent = digits(first);
    if (exponent == first) return 0;
    end = exponent;
  }
  return end;
}

}  // namespace

JsonToken JsonTokens::token(Kind kind, std::size_t size) {
  const std::size_t begin = at_;
  at_ += size;
  return {kind, begin, at_};
}

JsonToken JsonTokens::fail() {
  return {Kind::error, at_, text_.size()};
}

void JsonTokens::value_ended() {
  expects_ = in_objects_.empty() ? Expects::nothing : Expects::comma_or_close;
}

JsonToken JsonTokens::scalar() {
  const std::string_view rest = text_.substr(at_);
  Kind kind = Kind::word;
  std::size_t size = 0;
  if (rest[0] == '"') {
    kind = Kind::string;
    size = string_size(rest);
  } else if (rest[0] == '-' || is_digit(rest[0])) {
    kind = Kind::number;
    size = number_size(rest);
  } else {
    for (const std::string_view word : {"true", "false", "null"}) {
      if (rest.starts_with(word)) size = word.size();
    }
  }
  if (size == 0) return fail();
  value_ended();
  return token(kind, size);
}

JsonToken JsonTokens::close(char bracket) {
  const bool in_object = in_objects_.back();
  if (bracket != (in_object ? '}' : ']')) return fail();
  in_objects_.pop_back();
  value_ended();
  return token(in_object ? Kind::close_object : Kind::close_array, 1);
}

JsonToken JsonTokens::next() {
  at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
  if (at_ == text_.size()) {
    return expects_ == Expects::nothing ? JsonToken{Kind::end, at_, at_} : fail();
  }
  const char c = text_[at_];
  switch (expects_) {
    case Expects::nothing:
      return fail();
    case Expects::colon:
      if (c != ':') return fail();
      expects_ = Expects::value;
      return token(Kind::colon, 1);
    case Expects::comma_or_close:
      if (c != ',') return close(c);
      expects_ = in_objects_.back() ? Expects::key : Expects::value;
      return token(Kind::comma, 1);
    case Expects::key_or_close:
      if (c == '}') return close(c);
      [[fallthrough]];
    case Expects::key: {
      const std::size_t size = c == '"' ? string_size(text_.substr(at_)) : 0;
      if (size == 0) return fail();
      expects_ = Expects::colon;
      return token(Kind::key, size);
    }
    case Expects::value_or_close:
      if (c == ']') return close(c);
      [[fallthrough]];
    case Expects::value:
      if (c != '{' && c != '[') return scalar();
      in_objects_.push_back(c == '{');
      expects_ = c == '{' ? Expects::key_or_close : Expects::value_or_close;
      return token(c == '{' ? Kind::open_object : Kind::open_array, 1);
  }
  return fail();
}

bool is_json_structure(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
  JsonTokens tokens(text);
  while (true) {
    const Kind kind = tokens.next().kind;
    if (kind == Kind::end || kind == Kind::error) return kind == Kind::end;
  }
}

}  // namespace wavespeed_mock
