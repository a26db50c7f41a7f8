// How a key is kept out of the journal when an entry is stored (store/packed_entry.cc): of the
// header Authorization only the scheme is stored, and asterisks wherever else its secrets are
// repeated whole. The key of an account stays there, because readers of the journal know it and
// name it.
//
// The functions may be called from several threads. Inline, because every request of the mock
// passes through them. A KeyRemoval is for one thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text/ascii.h"
#include "contract/redaction/authorization.h"
#include "contract/redaction/secret_text.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Whether a header field is Authorization, in any case.
inline bool holds_key(std::string_view name) {
  return equal_ignoring_case(name, "authorization");
}

// "Bearer" of "Bearer KEY"; empty for a value that begins with another word.
inline std::string_view scheme_of(std::string_view authorization) {
  std::string_view word = authorization.substr(0, authorization.find(' '));
  word = word.substr(0, word.find('\t'));
  if (word.size() == authorization.size()) return {};
  return word == "Bearer" || is_scheme(word) ? word : std::string_view();
}

// The value of a request's header field as it is stored: of Authorization the scheme alone.
inline std::string_view value_without_key(std::string_view name, std::string_view value) {
  return holds_key(name) ? scheme_of(value) : value;
}

// The value of Authorization as it is shown again: "Bearer {{key}}" for the stored "Bearer".
inline std::string shown_authorization(const std::string& scheme) {
  return scheme.empty() ? "{{key}}" : scheme + " {{key}}";
}

// Whether Authorization holds more than `known`, a key of an account that the request has said; ""
// for none.
inline bool holds_more_than(std::string_view known, const Headers& headers) {
  const auto fields = std::count_if(headers.begin(), headers.end(),
                                    [](const Header& field) { return holds_key(field.name); });
  return fields > (known.empty() ? 0 : 1);
}

// Replaces by asterisks what Authorization holds besides `known`, also where it is escaped as in
// URLs or in JSON strings: keys, and the password of "Basic". Of a text that will be cut, remove it
// before.
class KeyRemoval {
 public:
  KeyRemoval(std::string_view known, const Headers& headers);

  void remove_from(std::string& text);
  // How many bytes more than those that will be kept must be there, so that a key is found whole.
  std::size_t longest() const { return longest_; }

 private:
  SecretText secrets_;
  std::size_t longest_ = 0;
};

}  // namespace wavespeed_mock
