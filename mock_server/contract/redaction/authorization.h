// The value of a header field Authorization, or of one that is like it: "Bearer KEY", "Basic
// dXNlcjpwYXNz", or a key alone.
//
// Functions and plain data; any thread.
#pragma once

#include <string_view>

#include "contract/redaction/secret_text.h"

namespace wavespeed_mock {

// Whether it is the name of a scheme that clients use. Another word may be a key.
bool is_scheme(std::string_view word);

// Views of the value.
struct Authorization {
  explicit Authorization(std::string_view value);
  std::string_view scheme;  // with the blank after it; empty where there is none that is known
  std::string_view key;
};

// Notes what is secret in it: the key, each word of it and, of "Basic", the password. `known` is a
// key that is left out; "" for none.
void note_authorization(SecretText& secrets, std::string_view value, TextEnd end,
                        std::string_view known = {});

// The same for another field whose name denotes a secret, which may have plain words for a value:
// "X-Auth-Scopes: images videos". Of its words only those that look like a secret are noted, and
// all after a scheme that is known.
void note_like_authorization(SecretText& secrets, std::string_view value, TextEnd end);

}  // namespace wavespeed_mock
