#include "contract/redaction/authorization.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/text/ascii.h"
#include "base/text/base64.h"
#include "contract/redaction/secret_patterns.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kBlanks = " \t";

// Calls `take` with each word and how it ends; not with a text that is one word.
template <class Take>
void for_each_word(std::string_view words, TextEnd end, Take take) {
  if (words.find_first_of(kBlanks) == std::string_view::npos) return;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find_first_of(kBlanks));
    words = trimmed(words.substr(word.size()));
    take(word, words.empty() ? end : TextEnd::whole);
  }
}

// Of "Basic".
void note_password(SecretText& secrets, const Authorization& authorization) {
  if (!equal_ignoring_case(trimmed(authorization.scheme), "Basic")) return;
  constexpr std::size_t kGroup = 4;
  std::string encoded(authorization.key);
  while (encoded.size() % kGroup != 0) encoded += '=';  // some clients leave it out
  const auto user = from_base64(encoded);
  const std::size_t colon = user ? user->find(':') : std::string::npos;
  if (colon != std::string::npos) secrets.note("secret", std::string_view(*user).substr(colon + 1));
}

}  // namespace

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
  const std::size_t blank = value.find_first_of(kBlanks);
  const bool has_scheme = blank != std::string_view::npos && is_scheme(value.substr(0, blank));
  const std::size_t begin = has_scheme ? blank + 1 : 0;
  scheme = value.substr(0, begin);
  key = trimmed(value.substr(begin));
}

void note_authorization(SecretText& secrets, std::string_view value, TextEnd end,
                        std::string_view known) {
  const Authorization authorization(value);
  if (authorization.key == known) return;
  secrets.note("key", authorization.key, end);
  // The mock takes the last word for the key; people may take another one.
  for_each_word(authorization.key, end, [&](std::string_view word, TextEnd end_of_word) {
    if (word != known) secrets.note("key", word, end_of_word);
  });
  note_password(secrets, authorization);
}

void note_like_authorization(SecretText& secrets, std::string_view value, TextEnd end) {
  const Authorization authorization(value);
  if (!authorization.scheme.empty()) secrets.note("key", authorization.key, end);
  for_each_word(authorization.key, end, [&](std::string_view word, TextEnd end_of_word) {
    if (looks_like_secret(word)) secrets.note("key", word, end_of_word);
  });
  note_password(secrets, authorization);
}

}  // namespace wavespeed_mock
