#include "contract/redaction/escapes.h"

#include <algorithm>
#include <cstdint>

#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

// An escape at the front of a text: how long it is, and the bytes that it means.
struct Escape {
  std::size_t size = 0;  // 0: there is none
  bool is_cut = false;   // the text ends within it
  char bytes[4] = {};
  std::size_t count = 0;
};

// The value of `count` hexadecimal digits at the front.
struct HexDigits {
  std::int32_t value = 0;  // -1 if a digit is missing or something else
  bool is_cut = false;     // the text ends within them
};
HexDigits hex_digits(std::string_view text, std::size_t count) {
  HexDigits digits;
  for (std::size_t i = 0; i < count; ++i) {
    if (i == text.size()) return {-1, true};
    const int digit = hex_digit(text[i]);
    if (digit < 0) return {-1, false};
    digits.value = digits.value * 16 + digit;
  }
  return digits;
}

// Adds the UTF-8 form of a character. Half of a surrogate pair gets three bytes like any other
// character: it only has to be the same each time.
void put_utf8(Escape& escape, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) {
    escape.bytes[escape.count++] = static_cast<char>(byte);
  };
  const auto rest = [&](unsigned shift) { put(0x80U | ((code >> shift) & 0x3fU)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0U | (code >> 6U));
    rest(0);
  } else if (code < 0x10000) {
    put(0xe0U | (code >> 12U));
    rest(6);
    rest(0);
  } else {
    put(0xf0U | (code >> 18U));
    rest(12);
    rest(6);
    rest(0);
  }
}

Escape percent_escape(std::string_view text) {
  const HexDigits digits = hex_digits(text.substr(1), 2);
  if (digits.value < 0) return {.is_cut = digits.is_cut};
  return {.size = 3, .bytes = {static_cast<char>(digits.value)}, .count = 1};
}

// "\u002f", and "\uD83D\uDE00", a surrogate pair that is one character.
Escape unicode_escape(std::string_view text) {
  constexpr std::size_t kSize = 6;
  const HexDigits digits = hex_digits(text.substr(2), 4);
  if (digits.value < 0) return {.is_cut = digits.is_cut};
  auto code = static_cast<std::uint32_t>(digits.value);
  Escape escape{.size = kSize};
  const std::string_view rest = text.substr(kSize);
  if (code >= 0xd800 && code < 0xdc00 && rest.starts_with("\\u")) {
    const HexDigits low = hex_digits(rest.substr(2), 4);
    if (low.value >= 0xdc00 && low.value < 0xe000) {
      code =
          0x10000U + ((code - 0xd800U) << 10U) + (static_cast<std::uint32_t>(low.value) - 0xdc00U);
      escape.size = 2 * kSize;
    }
  }
  put_utf8(escape, code);
  return escape;
}

Escape backslash_escape(std::string_view text) {
  if (text.size() < 2) return {.is_cut = true};
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  if (text[1] == 'u') return unicode_escape(text);
  const std::size_t letter = kLetters.find(text[1]);
  if (letter == std::string_view::npos) return {};
  return {.size = 2, .bytes = {kMeanings[letter]}, .count = 1};
}

// Calls `plain(begin, end)` with each stretch without escapes, and `escaped(at, escape)` with each
// escape. `marks` are the characters that begin one. An escape that is cut means nothing.
template <class Plain, class Escaped>
void for_each_stretch(std::string_view text, std::string_view marks, TextEnd end, Plain plain,
                      Escaped escaped) {
  std::size_t done = 0;
  std::size_t at = text.find_first_of(marks);
  while (at != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    const Escape escape = rest[0] == '%' ? percent_escape(rest) : backslash_escape(rest);
    if (escape.is_cut && end == TextEnd::cut) {
      plain(done, at);
      escaped(at, Escape{.size = rest.size()});
      return;
    }
    if (escape.size > 0) {
      plain(done, at);
      escaped(at, escape);
      done = at + escape.size;
    }
    at = text.find_first_of(marks, at + std::max<std::size_t>(escape.size, 1));
  }
  plain(done, text.size());
}

}  // namespace

bool resolve_escapes(std::string_view text, TextEnd end, ResolvedText& out) {
  out.text.clear();
  out.positions.clear();
  bool any = false;
  for_each_stretch(
      text, "%\\", end,
      [&](std::size_t begin, std::size_t stop) {
        // In a text without escapes, which most are, nothing is copied.
        if (!any && stop == text.size()) return;
        out.text += text.substr(begin, stop - begin);
        for (std::size_t i = begin; i < stop; ++i) out.positions.push_back(i);
      },
      [&](std::size_t at, const Escape& escape) {
        any = true;
        out.text.append(escape.bytes, escape.count);
        out.positions.insert(out.positions.end(), escape.count, at);
      });
  out.positions.push_back(text.size());
  return any;
}

std::string with_escapes_resolved(std::string_view text) {
  std::string out;
  for_each_stretch(
      text, "%\\", TextEnd::whole,
      [&](std::size_t begin, std::size_t stop) { out += text.substr(begin, stop - begin); },
      [&](std::size_t, const Escape& escape) { out.append(escape.bytes, escape.count); });
  return out;
}

std::string json_string_text(std::string_view text) {
  std::string out;
  for_each_stretch(
      text, "\\", TextEnd::whole,
      [&](std::size_t begin, std::size_t stop) { out += text.substr(begin, stop - begin); },
      [&](std::size_t, const Escape& escape) { out.append(escape.bytes, escape.count); });
  return out;
}

}  // namespace wavespeed_mock
