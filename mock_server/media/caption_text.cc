#include "media/caption_text.h"

#include <algorithm>
#include <cstdint>

#include "media/bitmap_font.h"

namespace wavespeed_mock {
namespace {

constexpr char32_t kNoCharacter = 0xffffffff;

// Returns the next character and moves `at` past it; kNoCharacter for a byte that does not begin
// one.
char32_t next_character(std::string_view utf8, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return i < utf8.size() ? static_cast<std::uint8_t>(utf8[i]) : std::uint8_t{0};
  };
  const std::uint8_t lead = byte(at);
  const std::size_t more = lead < 0x80   ? 0
                           : lead < 0xc0 ? 4  // inside a character, not before one
                           : lead < 0xe0 ? 1
                           : lead < 0xf0 ? 2
                           : lead < 0xf8 ? 3
                                         : 4;
  char32_t character = more == 0 ? lead : lead & (0x3fU >> more);
  bool whole = more < 4;
  for (std::size_t i = 1; whole && i <= more; ++i) {
    whole = (byte(at + i) & 0xc0) == 0x80;
    character = character << 6 | (byte(at + i) & 0x3fU);
  }
  at += whole ? more + 1 : 1;
  return whole ? character : kNoCharacter;
}

// U+00C0 to U+00FF without their marks; multiplication and division sign among them.
constexpr std::string_view kLatinLetters =
    "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
    "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

// "" means nothing to draw: the character only changes the one before it.
std::string_view plain(char32_t character) {
  constexpr std::string_view kBox(&kPlaceholder, 1);
  if (character >= 0xc0 && character <= 0xff) return kLatinLetters.substr(character - 0xc0, 1);
  if (character >= 0x2010 && character <= 0x2015) return "-";
  if (character >= 0x2018 && character <= 0x201b) return "'";
  if (character >= 0x201c && character <= 0x201f) return "\"";
  if (character == 0x2026) return "...";
  if (character == 0xa0) return " ";
  const bool combines = (character >= 0x300 && character <= 0x36f) || character == 0x200d ||
                        (character >= 0xfe00 && character <= 0xfe0f);
  return combines ? std::string_view() : kBox;
}

}  // namespace

std::string drawable(std::string_view utf8) {
  std::string text;
  text.reserve(utf8.size());
  bool blank = false;  // one is due before the next character
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t character = next_character(utf8, at);
    const char ascii = static_cast<char>(character & 0x7f);
    const std::string_view drawn =
        character < 0x80 ? std::string_view(&ascii, 1) : plain(character);
    if (drawn == " " || character < ' ') {
      blank = !text.empty();
      continue;
    }
    if (drawn.empty()) continue;
    if (blank) text += ' ';
    blank = false;
    text += drawn;
  }
  return text;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns, std::size_t max_lines) {
  constexpr std::string_view kEllipsis = "...";
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < max_lines) {
    std::size_t length = text.size();
    if (length > columns) {
      // The last blank that leaves a full line or less before it.
      length = text.rfind(' ', columns);
      if (length == std::string_view::npos || length == 0) length = columns;
    }
    lines.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
    if (text.starts_with(' ')) text.remove_prefix(1);
  }
  if (!text.empty() && !lines.empty()) {
    std::string& last = lines.back();
    const std::size_t room = columns - std::min(columns, kEllipsis.size());
    if (last.size() > room) last.resize(room);
    last += kEllipsis.substr(0, columns);
  }
  return lines;
}

}  // namespace wavespeed_mock
