#include "contract/redaction/authorization.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/text/ascii.h"
#include "base/text/base64.h"

namespace wavespeed_mock {

bool is_scheme(std::string_view word) {
  // Those that IANA lists, and what services have in their place.
  constexpr std::string_view kSchemes[] = {"Bearer",
                                           "Basic",
                                           "Digest",
                                           "Token",
                                           "Key",
                                           "ApiKey",
                                           "Api-Key",
                                           "JWT",
                                           "OAuth",
                                           "DPoP",
                                           "GNAP",
                                           "HOBA",
                                           "Mutual",
                                           "Negotiate",
                                           "NTLM",
                                           "Hawk",
                                           "SCRAM-SHA-1",
                                           "SCRAM-SHA-256",
                                           "PrivateToken",
                                           "Concealed",
                                           "vapid",
                                           "Signature",
                                           "AWS4-HMAC-SHA256"};
  return std::any_of(std::begin(kSchemes), std::end(kSchemes),
                     [&](std::string_view scheme) { return equal_ignoring_case(scheme, word); });
}

Authorization::Authorization(std::string_view value) {
  value = trimmed(value);
  const std::size_t space = value.find(' ');
  const bool has_scheme = space != std::string_view::npos && is_scheme(value.substr(0, space));
  const std::size_t begin = has_scheme ? space + 1 : 0;
  scheme = value.substr(0, begin);
  key = trimmed(value.substr(begin));
}

void note_authorization(SecretText& secrets, std::string_view value, TextEnd end,
                        std::string_view known) {
  const Authorization authorization(value);
  if (authorization.key == known) return;
  secrets.note("key", authorization.key, end);
  // The mock takes the last word for the key; people may take another one.
  std::string_view words = authorization.key;
  while (words.find(' ') != std::string_view::npos) {
    const std::string_view word = words.substr(0, words.find(' '));
    words = trimmed(words.substr(word.size()));
    for (const std::string_view part : {word, words}) {
      if (part != known && part.find(' ') == std::string_view::npos) secrets.note("key", part, end);
    }
  }
  if (!equal_ignoring_case(trimmed(authorization.scheme), "Basic")) return;
  constexpr std::size_t kGroup = 4;
  std::string encoded(authorization.key);
  while (encoded.size() % kGroup != 0) encoded += '=';  // some clients leave it out
  const auto user = from_base64(encoded);
  const std::size_t colon = user ? user->find(':') : std::string::npos;
  if (colon != std::string::npos) secrets.note("secret", std::string_view(*user).substr(colon + 1));
}

}  // namespace wavespeed_mock
