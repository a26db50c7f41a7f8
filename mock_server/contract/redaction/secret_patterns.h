// Finds secrets in a text by their surroundings, personal data by its form: keys after "Bearer",
// values after names such as "api_key=", names and passwords in URLs, webhook secrets, e-mail
// addresses.
//
// Functions that look ahead start only where a word or a separator begins, and stop at its end, so
// that each byte is looked at a limited number of times and the time is linear in any text.
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

class SecretPatterns {
 public:
  explicit SecretPatterns(std::string_view text) : text_(text) {}

  // The next one, in the order of the text; they do not overlap. Placeholders are not secrets.
  std::optional<FoundSecret> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool in_name_ = false;   // the character before belongs to a name
  bool in_local_ = false;  // the character before can belong to an e-mail address
  bool in_query_ = false;  // the character before is a "?" or "&"
};

// Whether a value after a secret name may be removed from other texts too: unlike ordinary words,
// it has digits, capitals within it, or more than 16 characters. "password: required" names a word
// that a text may have for other reasons.
bool looks_like_secret(std::string_view value);

}  // namespace wavespeed_mock
