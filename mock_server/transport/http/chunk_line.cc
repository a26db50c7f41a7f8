#include "transport/http/chunk_line.h"

#include <cstddef>

#include "base/http/field_bytes.h"
#include "base/text/ascii.h"

namespace wavespeed_mock::transport {
namespace {

// As many as 64 bits have, so that zeros in front cannot make a line that never ends.
constexpr std::size_t kMaxDigits = 16;

void skip_blanks(std::string_view& rest) {
  while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

bool take_token(std::string_view& rest) {
  const std::size_t size = find_wrong_byte(rest, kInToken);
  rest.remove_prefix(size);
  return size > 0;
}

// What follows the opening quote, with the closing one.
bool take_quoted(std::string_view& rest) {
  while (!rest.empty()) {
    const char c = rest.front();
    if (!is_for(c, kInField)) return false;
    rest.remove_prefix(1);
    if (c == '"') return true;
    if (c != '\\') continue;
    if (rest.empty() || !is_for(rest.front(), kInField)) return false;
    rest.remove_prefix(1);
  }
  return false;
}

// ";name", ";name=token", ";name=\"text\"", any number of them.
bool is_extensions(std::string_view rest) {
  for (;;) {
    skip_blanks(rest);
    if (rest.empty()) return true;
    if (!take(rest, ';')) return false;
    skip_blanks(rest);
    if (!take_token(rest)) return false;
    skip_blanks(rest);
    if (!take(rest, '=')) continue;
    skip_blanks(rest);
    if (!(take(rest, '"') ? take_quoted(rest) : take_token(rest))) return false;
  }
}

}  // namespace

std::optional<std::uint64_t> read_chunk_size(std::string_view line) {
  std::uint64_t size = 0;
  std::size_t digits = 0;
  for (; digits < line.size(); ++digits) {
    const int digit = hex_digit(line[digits]);
    if (digit < 0) break;
    if (digits == kMaxDigits) return std::nullopt;
    size = size << 4 | static_cast<std::uint64_t>(digit);
  }
  if (digits == 0 || !is_extensions(line.substr(digits))) return std::nullopt;
  return size;
}

}  // namespace wavespeed_mock::transport
