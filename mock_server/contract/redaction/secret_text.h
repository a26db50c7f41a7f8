// Replaces secrets in texts by placeholders. Two kinds of secrets are found: those that were noted,
// wherever a text repeats them, and those that a text itself tells by their surroundings or their
// form (secret_patterns.h): keys after "Bearer", values after names such as "api_key=", signed
// URLs, e-mail addresses.
//
// To find takes time linear in the text; it grows only with the logarithm of how much was noted
// (see SecretSet). To note takes time linear in the secret.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "contract/redaction/escapes.h"
#include "contract/redaction/secret_set.h"

namespace wavespeed_mock {

// The numbers of placeholders, within each kind by the first appearance of its secret.
//
// One thread at a time.
class PlaceholderNumbers {
 public:
  std::size_t of(std::string_view kind, const std::string& secret);

 private:
  using Numbers = std::unordered_map<std::string, std::size_t>;
  std::map<std::string, Numbers, std::less<>> numbers_;  // by kind
};

// A secret of fewer bytes is not looked for in texts: ordinary words would be taken for it.
inline constexpr std::size_t kMinSecret = 6;

class SecretText {
 public:
  // From now on placeholders have these numbers, which must outlive it. Without a call it has
  // numbers of its own.
  void number_by(PlaceholderNumbers& numbers) { given_numbers_ = &numbers; }

  // The placeholder of `secret`, the same each time; numbered within its kind by first appearance.
  // `kind` is "key", "secret", "email" or "address". `in_url` asks for the form that URLs need. An
  // empty text and a placeholder stay as they are.
  std::string placeholder_for(std::string_view kind, const std::string& secret,
                              bool in_url = false);

  // From now on `secret` is found wherever a text has it, also with its characters escaped as in
  // URLs or in JSON strings. Not when it has less than kMinSecret bytes.
  // With `TextEnd::cut` it is the beginning of a secret, and the rest of the word after it in a
  // text belongs to the secret.
  void note(std::string_view kind, std::string_view secret, TextEnd end = TextEnd::whole);

  // Notes the secrets that `text` tells, so that they are also found in other texts, where nothing
  // tells them. E-mail addresses and plain words are left out: redacted() removes them from `text`
  // itself, but elsewhere they may mean something else.
  void note_named(std::string_view text);
  // Notes the "user:password" of a URL: both, the password alone, and both as the header field
  // Authorization has them.
  void note_user(std::string_view user_info);

  // Takes out everything. `text` need not be UTF-8, but should be text. If it is cut, the
  // beginning of a noted secret at its end is taken out too.
  std::string redacted(std::string_view text, TextEnd end = TextEnd::whole);

  // The text without the noted secrets only: for files, in which anything may look like an address.
  std::string without_learned(std::string_view text, TextEnd end = TextEnd::whole);

  // Where the noted secrets are in the text, in order; what overlaps comes as one.
  std::vector<FoundText> find(std::string_view text, TextEnd end = TextEnd::whole);

  // Whether it is one of the noted secrets, whole.
  bool is_noted(const std::string& text) const { return ids_.contains(text); }

  // See SecretSet.
  std::uint64_t steps() const { return set_.steps(); }

 private:
  struct Noted {
    std::string secret;
    std::string kind;
    bool is_beginning = false;  // its end was cut off: the rest of a word belongs to it
  };
  std::size_t number_of(std::string_view kind, const std::string& secret);
  std::string without_patterns(std::string_view text);

  PlaceholderNumbers own_numbers_;
  PlaceholderNumbers* given_numbers_ = nullptr;
  std::vector<Noted> noted_;
  std::unordered_map<std::string, std::size_t> ids_;  // of noted secrets: their index in noted_
  SecretSet set_;                                     // of all forms in which they are searched for
};

}  // namespace wavespeed_mock
