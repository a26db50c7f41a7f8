#include "contract/transcript/placeholder.h"

#include <algorithm>

namespace wavespeed_mock {
namespace {

constexpr std::string_view kInUrl = "redacted-";
constexpr std::string_view kOpening = "{{";
constexpr std::string_view kClosing = "}}";

// Takes "key-1" off the front of `text`.
bool take_name(std::string_view& text) {
  const auto count = [&](auto fits) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), fits) -
                                    text.begin());
  };
  const std::size_t letters = count([](char c) { return c >= 'a' && c <= 'z'; });
  if (letters == 0 || !text.substr(letters).starts_with('-')) return false;
  text.remove_prefix(letters + 1);
  const std::size_t digits = count([](char c) { return c >= '0' && c <= '9'; });
  text.remove_prefix(digits);
  return digits > 0;
}

}  // namespace

std::string placeholder(std::string_view kind, std::size_t number, bool in_url) {
  const std::string name = std::string(kind) + '-' + std::to_string(number);
  return in_url ? std::string(kInUrl) + name : std::string(kOpening) + name + std::string(kClosing);
}

std::string with_base_url(std::string_view text, std::string_view base_url) {
  std::string out;
  std::size_t at = text.find(kBaseUrlPlaceholder);
  for (; at != std::string_view::npos; at = text.find(kBaseUrlPlaceholder)) {
    out += text.substr(0, at);
    out += base_url;
    text.remove_prefix(at + kBaseUrlPlaceholder.size());
  }
  out += text;
  return out;
}

std::size_t placeholder_size(std::string_view text) {
  std::string_view rest = text;
  const bool in_braces = text.starts_with(kOpening);
  if (!in_braces && !text.starts_with(kInUrl)) return 0;
  rest.remove_prefix(in_braces ? kOpening.size() : kInUrl.size());
  if (!take_name(rest) || (in_braces && !rest.starts_with(kClosing))) return 0;
  return text.size() - rest.size() + (in_braces ? kClosing.size() : 0);
}

bool is_placeholder(std::string_view text) {
  return !text.empty() && placeholder_size(text) == text.size();
}

bool has_placeholder(std::string_view text) {
  for (const std::string_view opening : {kOpening, kInUrl}) {
    std::size_t at = text.find(opening);
    // The names between two openings are read once: no name contains one.
    for (; at != std::string_view::npos; at = text.find(opening, at + 1)) {
      if (placeholder_size(text.substr(at)) > 0) return true;
    }
  }
  return false;
}

}  // namespace wavespeed_mock
