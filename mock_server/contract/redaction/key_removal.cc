#include "contract/redaction/key_removal.h"

namespace wavespeed_mock {

namespace {
// A character of an escaped key takes up to six bytes, as "\u0041". Within another escape, as
// clients write them, it takes less than twice that: "%5Cu0041" or "\u005cu0041".
constexpr std::size_t kLongestEscape = 12;
}  // namespace

KeyRemoval::KeyRemoval(std::string_view known, const Headers& headers) {
  for (const Header& field : headers) {
    if (!holds_key(field.name)) continue;
    note_authorization(secrets_, field.value, TextEnd::whole, known);
    longest_ = std::max(longest_, kLongestEscape * field.value.size());
  }
}

void KeyRemoval::remove_from(std::string& text) {
  for (const FoundText& found : secrets_.find(text)) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(found.begin),
              text.begin() + static_cast<std::ptrdiff_t>(found.end), '*');
  }
}

}  // namespace wavespeed_mock
