#include "base/text/markup_text.h"

#include <cstddef>

namespace wavespeed_mock {
namespace {

// What replaces a character that markup gives a meaning; empty for all others.
std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

// The length of the UTF-8 character that `text` begins with, or 0 when it begins with none that
// XML 1.0 allows: a stray or missing byte, an overlong form, a surrogate, U+FFFE or U+FFFF.
std::size_t multibyte_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  char32_t code = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return 0;
    code = (code << 6U) | (byte(i) & 0x3fU);
  }
  constexpr char32_t kMin[] = {0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  const bool noncharacter = code == 0xfffe || code == 0xffff;
  if (code < kMin[length - 2] || code > 0x10ffff || surrogate || noncharacter) return 0;
  return length;
}

// The byte as XML can express it, if it is of ASCII.
std::string_view xml_ascii(const char& c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\n') return "&#10;";
  if ((byte < 0x20 && c != '\t') || byte == 0x7f) return "?";
  return {&c, 1};
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const std::string_view escaped = entity(c);
    if (escaped.empty()) {
      out += c;
    } else {
      out += escaped;
    }
  }
  return out;
}

std::string escape_xml(std::string_view text) {
  constexpr std::string_view kReplacement = "\xef\xbf\xbd";
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const char& c = text.front();
    std::size_t length = 1;
    if (const std::string_view escaped = entity(c); !escaped.empty()) {
      out += escaped;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      out += xml_ascii(c);
    } else if ((length = multibyte_length(text)) != 0) {
      out += text.substr(0, length);
    } else {
      out += kReplacement;
      length = 1;
    }
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace wavespeed_mock
