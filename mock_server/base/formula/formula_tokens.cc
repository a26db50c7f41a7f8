#include "base/formula/formula_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/formula/formula.h"
#include "base/text/ascii.h"

namespace wavespeed_mock::formula {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\v";
constexpr std::string_view kSymbolCharacters = ".[]{}(),@#;:?+-*/%|=<>^&!~";
constexpr std::array<std::string_view, 9> kLongSymbols = {
    "..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"};

bool contains(std::string_view characters, char c) {
  return characters.find(c) != std::string_view::npos;
}

void append_utf8(std::string& out, unsigned code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace

double nearest_double(std::string_view digits) {
  double value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem == std::errc()) return value;
  // Out of range: below the smallest or above the largest, as the place of the first digit tells.
  const bool negative = digits.starts_with('-');
  const std::size_t exponent_at = std::min(digits.find_first_of("eE"), digits.size());
  const std::string_view mantissa =
      digits.substr(negative ? 1 : 0, exponent_at - (negative ? 1 : 0));
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
  const auto place = static_cast<std::ptrdiff_t>(point) - static_cast<std::ptrdiff_t>(first);
  bool large = place > 0;
  if (exponent_at < digits.size()) {
    std::string_view text = digits.substr(exponent_at + 1);
    if (text.starts_with('+')) text.remove_prefix(1);
    std::ptrdiff_t exponent = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
    large = read.ec == std::errc() ? exponent + place > 0 : !text.starts_with('-');
  }
  value = large ? std::numeric_limits<double>::infinity() : 0;
  return negative ? -value : value;
}

void Tokens::fail(const std::string& what, std::size_t at) const {
  const std::string_view before = text_.substr(0, at);
  const auto characters = std::count_if(before.begin(), before.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  throw FormulaError(what, static_cast<std::size_t>(characters) + 1);
}

void Tokens::skip_blanks() {
  for (;;) {
    while (place_ < text_.size() && contains(kBlanks, text_[place_])) ++place_;
    if (!text_.substr(place_).starts_with("/*")) return;
    const std::size_t end = text_.find("*/", place_ + 2);
    if (end == std::string_view::npos) fail("a comment has no end", place_);
    place_ = end + 2;
  }
}

Token Tokens::next() {
  skip_blanks();
  Token token;
  token.at = place_;
  if (place_ >= text_.size()) return token;
  const char c = text_[place_];
  if (contains(kSymbolCharacters, c)) {
    token.kind = Token::Kind::symbol;
    std::string_view symbol = text_.substr(place_, 2);
    if (std::find(kLongSymbols.begin(), kLongSymbols.end(), symbol) == kLongSymbols.end()) {
      symbol = symbol.substr(0, 1);
    }
    token.text = symbol;
    place_ += symbol.size();
    return token;
  }
  if (c == '"' || c == '\'') return string_literal();
  if (is_digit(c)) return number_literal();
  return name();
}

Token Tokens::string_literal() {
  Token token{.kind = Token::Kind::string, .text = {}, .number = 0, .at = place_};
  const char quote = text_[place_++];
  while (place_ < text_.size()) {
    const char c = text_[place_++];
    if (c == quote) return token;
    if (c == '\\') {
      append_escape(token.text);
    } else {
      token.text += c;
    }
  }
  fail("a string has no closing quote", token.at);
}

void Tokens::append_escape(std::string& out) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t start = place_ - 1;
  const char letter = at(place_++);
  if (letter != 'u') {
    const std::size_t known = kLetters.find(letter);
    if (known == std::string_view::npos) fail("an unknown escape in a string", start);
    out += kMeanings[known];
    return;
  }
  unsigned code = code_unit();
  if (code >= 0xD800 && code < 0xE000) {
    const bool pair = code < 0xDC00 && at(place_) == '\\' && at(place_ + 1) == 'u';
    place_ += pair ? 2 : 0;
    const unsigned low = pair ? code_unit() : 0;
    if (low < 0xDC00 || low >= 0xE000) fail("half a surrogate pair in a string", start);
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(out, code);
}

unsigned Tokens::code_unit() {
  const std::string_view digits = text_.substr(std::min(place_, text_.size()), 4);
  unsigned code = 0;
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (digits.size() != 4 || problem != std::errc() || end != digits.data() + 4) {
    fail("\\u in a string needs four hexadecimal digits", place_);
  }
  place_ += 4;
  return code;
}

Token Tokens::number_literal() {
  const std::size_t start = place_;
  const auto skip_digits = [&](std::size_t from) {
    while (is_digit(at(from))) ++from;
    return from;
  };
  // A number with a leading zero ends after it.
  std::size_t end = text_[start] == '0' ? start + 1 : skip_digits(start);
  if (at(end) == '.' && is_digit(at(end + 1))) end = skip_digits(end + 1);
  if (at(end) == 'e' || at(end) == 'E') {
    const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
    if (is_digit(at(end + 1 + sign))) end = skip_digits(end + 1 + sign);
  }
  Token token{.kind = Token::Kind::number, .text = {}, .number = 0, .at = start};
  token.text = text_.substr(start, end - start);
  token.number = nearest_double(token.text);
  if (!std::isfinite(token.number)) fail("a number is too large", start);
  place_ = end;
  return token;
}

Token Tokens::name() {
  Token token{.kind = Token::Kind::word, .text = {}, .number = 0, .at = place_};
  if (text_[place_] == '`') {
    const std::size_t end = text_.find('`', place_ + 1);
    if (end == std::string_view::npos) fail("a name has no closing backquote", place_);
    token.kind = Token::Kind::quoted_name;
    token.text = text_.substr(place_ + 1, end - place_ - 1);
    place_ = end + 1;
    return token;
  }
  std::size_t end = place_;
  while (end < text_.size() && !contains(kBlanks, text_[end]) &&
         !contains(kSymbolCharacters, text_[end])) {
    ++end;
  }
  token.text = text_.substr(place_, end - place_);
  place_ = end;
  if (token.text.starts_with('$')) {
    token.kind = Token::Kind::variable;
    token.text.erase(0, 1);
  }
  return token;
}

}  // namespace wavespeed_mock::formula
