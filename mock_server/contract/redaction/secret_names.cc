#include "contract/redaction/secret_names.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/text/ascii.h"
#include "contract/redaction/secret_patterns.h"

namespace wavespeed_mock {
namespace {

// A name with one of these words, or written as one of them, is secret.
constexpr std::string_view kSecretWords[] = {
    "secret",    "secrets",     "password",       "passwd",         "passphrase",
    "pwd",       "token",       "signature",      "credential",     "cookie",
    "jwt",       "credentials", "apikey",         "authorization",  "accesskey",
    "secretkey", "privatekey",  "awsaccesskeyid", "googleaccessid",
};
// A name with one of these words before "key" or "keys" is secret.
constexpr std::string_view kKeyWords[] = {"api",     "access", "private", "secret",
                                          "signing", "auth",   "account", "encryption"};
constexpr std::string_view kNumberWords[] = {"password", "passwd", "pwd", "pin", "otp", "secret"};
// Whole names that are ordinary words too, without what separates their parts: "pass" is a step of
// a rendering, "session" a recording. Not "key" and "salt": files and entries have keys, and what
// is computed again needs its salt.
constexpr std::string_view kAmbiguous[] = {
    "pass",           "userpass",  "dbpass",  "bearer",    "auth",
    "authentication", "basicauth", "session", "sessionid", "sid",
    "sessionkey",     "otp",       "pin",     "hmac",      "sig"};
// Within the name of a header field.
constexpr std::string_view kHeaderWords[] = {
    "auth", "authentication", "bearer", "session", "pass", "otp", "pin", "hmac", "sig"};
// Before "key" in the name of a header field that holds no secret.
constexpr std::string_view kPlainKeyWords[] = {"idempotency", "cache",  "surrogate", "partition",
                                               "routing",     "socket", "public",    "sort"};
constexpr std::string_view kParameters[] = {"sig", "key", "policy", "auth", "code"};
constexpr std::string_view kAddressHeaders[] = {
    "x-forwarded-for",          "forwarded",       "x-real-ip",
    "cf-connecting-ip",         "true-client-ip",  "x-client-ip",
    "x-original-forwarded-for", "fastly-client-ip"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

// The words of a name, in small letters: "apiKeyID" and "API-key_id" are api, key, id. A word ends
// at a character that is neither a letter nor a digit, before a capital after a small letter or a
// digit, and before the last of several capitals that a small letter follows: "APIKey".
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  char before = ' ';
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool ends_capitals =
        is_upper(before) && is_upper(c) && i + 1 < name.size() && is_lower(name[i + 1]);
    const bool starts = is_upper(c) && (is_lower(before) || is_digit(before) || ends_capitals);
    if (starts && !words.back().empty()) words.emplace_back();
    if (is_upper(c)) {
      words.back() += static_cast<char>(c - 'A' + 'a');
    } else if (is_lower(c) || is_digit(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
    before = c;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

}  // namespace

bool is_secret_name(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (contains(kSecretWords, words[i])) return true;
    const bool key = words[i] == "key" || words[i] == "keys";
    if (key && i > 0 && contains(kKeyWords, words[i - 1])) return true;
  }
  return contains(kSecretWords, lower(name));
}

bool names_secret(std::string_view name, std::string_view value) {
  // "Session: 12 musicians", "session: an evening of 1975".
  constexpr std::size_t kMinValue = 4;
  if (is_secret_name(name)) return true;
  return is_ambiguous_name(name) && value.size() >= kMinValue &&
         value.find(' ') == std::string_view::npos && looks_like_secret(value);
}

bool is_ambiguous_name(std::string_view name) {
  return contains(kAmbiguous, joined(words_of(name)));
}

bool is_secret_header(std::string_view name) {
  if (is_secret_name(name)) return true;
  const std::vector<std::string> words = words_of(name);
  if (std::any_of(words.begin(), words.end(),
                  [](const std::string& word) { return contains(kHeaderWords, word); })) {
    return true;
  }
  return words.back() == "key" &&
         (words.size() == 1 || !contains(kPlainKeyWords, words[words.size() - 2]));
}

bool is_secret_parameter(std::string_view name) {
  return is_secret_name(name) || is_ambiguous_name(name) || contains(kParameters, lower(name)) ||
         lower(name) == "key-pair-id" || lower(name) == "x-amz-credential";
}

bool is_secret_number(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return contains(kNumberWords, word); });
}

bool is_address_header(std::string_view name) {
  return contains(kAddressHeaders, lower(name));
}

}  // namespace wavespeed_mock
