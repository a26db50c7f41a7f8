// Finds secrets in text by what stands around them, personal data by its form: keys after
// "Bearer", values after names such as "api_key=", names and passwords in URLs, webhook secrets,
// e-mail addresses. Each byte is looked at a fixed number of times, whatever the text.
//
// Owned by one caller; keeps a view of the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace wavespeed_mock {

struct FoundSecret {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view kind;  // of its placeholder: "key", "secret", "email"
  bool in_url = false;    // its placeholder needs the form for URLs
  bool is_user = false;   // "user:password" of a URL, with its escapes
};

class TextPatterns {
 public:
  explicit TextPatterns(std::string_view text) : text_(text) {}

  // The next one after the last one; placeholders are none.
  std::optional<FoundSecret> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool in_word_ = false;   // the character before belongs to a name
  bool in_query_ = false;  // the character before is a "?" or "&"
};

// Whether a value after a secret name can be taken for a secret wherever else it stands: it has
// digits, mixed letters or an uncommon length, as ordinary words do not.
bool looks_like_secret(std::string_view value);

}  // namespace wavespeed_mock
