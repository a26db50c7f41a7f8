// Replaces secrets in text with placeholders, also personal data: secrets that it was given,
// keys after "Bearer", values after names such as "api_key=", signed URLs, e-mail
// addresses. The time is linear in the text, however many secrets it was given.
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

class SecretText {
 public:
  // The placeholder of `secret`, the same each time; numbered within its kind by first appearance.
  std::string placeholder_for(std::string_view kind, const std::string& secret,
                              bool in_url = false);

  // From now on `secret` is found wherever it stands, also with its characters escaped as in URLs
  // or in JSON strings. Not when it is so short that ordinary words would be taken for it. With
  // `TextEnd::cut` it is the beginning of the secret, and what follows it in a word belongs to it.
  void note(std::string_view kind, std::string_view secret, TextEnd end = TextEnd::whole);

  // The same for what `text` names: redacted() removes it only there.
  void note_named(std::string_view text);
  // The same for "user:password".
  void note_user(std::string_view user_info);

  // Notes the secret, and gives its placeholder.
  std::string learn(std::string_view kind, const std::string& secret, bool in_url = false);

  // Takes out everything. `text` need not be UTF-8, but should be text. If it is cut, the
  // beginning of a noted secret at its end is taken out too.
  std::string redacted(std::string_view text, TextEnd end = TextEnd::whole);

  // Takes out only what was noted: for files, in which anything may look like an address.
  std::string without_learned(std::string_view text, TextEnd end = TextEnd::whole);

  // Where the noted secrets stand, in order; what overlaps comes as one.
  std::vector<FoundText> find(std::string_view text, TextEnd end = TextEnd::whole);

  // Whether it is one of the noted secrets, whole.
  bool is_noted(const std::string& text) const { return ids_.contains(text); }

  // See SecretSet.
  std::uint64_t steps() const { return set_.steps(); }

 private:
  struct Noted {
    std::string secret;
    std::string kind;
    bool is_beginning = false;
  };
  std::size_t number_of(std::string_view kind, const std::string& secret);
  std::string without_patterns(std::string_view text);

  using Numbers = std::unordered_map<std::string, std::size_t>;
  std::map<std::string, Numbers, std::less<>> numbers_;  // by kind
  std::vector<Noted> noted_;
  std::unordered_map<std::string, std::size_t> ids_;  // of what was noted: indices
  SecretSet set_;
};

}  // namespace wavespeed_mock
