#include "base/http/base_url_swap.h"

#include <cctype>

#include "base/text/text_match.h"

namespace wavespeed_mock {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

// Whether the host or port continues here: "http://a" is not the server of "http://a.b" or
// "http://a:1".
bool goes_on(std::string_view rest) {
  if (rest.empty()) return false;
  if (is_word(rest[0])) return true;
  return (rest[0] == '.' || rest[0] == ':') && rest.size() > 1 && is_word(rest[1]);
}

}  // namespace

std::string with_base_url_swapped(std::string_view text, std::string_view from,
                                  std::string_view to) {
  std::string out;
  if (from.empty()) return std::string(text);
  // A client chooses its Host: the address may be long.
  for (std::size_t at = find_text(text, from); at != std::string_view::npos;
       at = find_text(text, from)) {
    out += text.substr(0, at);
    text.remove_prefix(at + from.size());
    out += goes_on(text) ? from : to;
  }
  out += text;
  return out;
}

}  // namespace wavespeed_mock
