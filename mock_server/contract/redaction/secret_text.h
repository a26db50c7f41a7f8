// Replaces secrets in text with placeholders, also personal data: secrets that it was given,
// keys after "Bearer", values after names such as "api_key=", signed URLs, e-mail
// addresses.
//
// One thread at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

class SecretText {
 public:
  // The placeholder of `secret`, the same each time; numbered within its kind by first appearance.
  std::string placeholder_for(std::string_view kind, const std::string& secret,
                              bool in_url = false);

  // The same, and from now on `secret` is found wherever it stands. Not when it is so short that
  // ordinary words would be taken for it.
  std::string learn(std::string_view kind, const std::string& secret, bool in_url = false);

  // Takes out everything. `text` need not be UTF-8, but should be text.
  std::string redacted(std::string_view text);

  // Takes out only what learn() was told: for files, in which anything may look like an address.
  std::string without_learned(std::string_view text) const;

 private:
  struct Learned {
    std::string secret;
    std::string kind;
    std::size_t number;
  };
  std::size_t number_of(std::string_view kind, const std::string& secret);
  std::string without_patterns(std::string_view text);

  std::map<std::string, std::map<std::string, std::size_t>, std::less<>> numbers_;  // by kind
  std::vector<Learned> learned_;                                                    // longest first
};

}  // namespace wavespeed_mock
