#include "contract/redaction/key_removal.h"

namespace wavespeed_mock {

namespace {
// A character of an escaped key takes up to six bytes, and twice that within another escape.
constexpr std::size_t kLongestEscape = 12;
}  // namespace

KeyRemoval::KeyRemoval(std::string_view key) : longest_(kLongestEscape * key.size()) {
  secrets_.note("key", key);
}

void KeyRemoval::remove_from(std::string& text) {
  for (const FoundText& found : secrets_.find(text)) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(found.begin),
              text.begin() + static_cast<std::ptrdiff_t>(found.end), '*');
  }
}

}  // namespace wavespeed_mock
