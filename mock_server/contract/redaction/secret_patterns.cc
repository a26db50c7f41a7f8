#include "contract/redaction/secret_patterns.h"

#include <algorithm>
#include <cctype>

#include "base/http/percent_encoding.h"
#include "base/text/ascii.h"
#include "contract/redaction/secret_names.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

// A longer run of letters is data, not a name. The limit also keeps the time for each name short.
constexpr std::size_t kLongestName = 64;

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}
bool is_name_char(char c) {
  return is_alnum(c) || c == '_' || c == '-';
}
// Of keys and passwords without quotes; Base64 has all of these.
bool is_token_char(char c) {
  return is_alnum(c) || std::string_view("-._~+/=").find(c) != std::string_view::npos;
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
// Of an e-mail address before its "@".
bool is_local_char(char c) {
  return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-';
}

// The character at the front of `text`, and how long it is: in URLs many are escaped, as "%3D".
struct Character {
  char value = 0;
  std::size_t size = 0;  // 0 at the end of the text
};
Character front(std::string_view text) {
  if (text.empty()) return {};
  if (text[0] == '%') {
    const auto byte = encoded_byte(text);
    if (byte && *byte != '\0') return {*byte, 3};
  }
  return {text[0], 1};
}

// Whether `text` begins with that word, in any case.
bool same_word(std::string_view text, std::string_view lower_word) {
  return equal_ignoring_case(text.substr(0, lower_word.size()), lower_word);
}

// Whether `text` begins with that word and a blank after it.
bool begins_with_scheme(std::string_view text, std::string_view lower_word) {
  return same_word(text, lower_word) && text.size() > lower_word.size() &&
         is_blank(text[lower_word.size()]);
}

struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
};

// How many bytes at the front of `text` have the characters of a word.
template <class Fits>
std::size_t run(std::string_view text, Fits fits) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), fits) - text.begin());
}

// "Bearer KEY" at the front: where the key is.
std::optional<Span> bearer(std::string_view text) {
  constexpr std::string_view kScheme = "bearer";
  if (!same_word(text, kScheme)) return std::nullopt;
  std::size_t at = kScheme.size();
  while (true) {
    const Character c = front(text.substr(at));
    if (!is_blank(c.value) && !(c.value == '+' && c.size == 1)) break;
    at += c.size;
  }
  const std::size_t size = run(text.substr(at), is_token_char);
  if (at == kScheme.size() || size == 0) return std::nullopt;
  return Span{at, size};
}

// What is between a name and its value: a ":" or "=", with blanks and quotes around it, which may
// be escaped as in URLs or with backslashes, as in JSON within a JSON string.
struct Separator {
  std::size_t end = 0;          // where the value begins
  bool is_one = false;          // there is a ":" or "="
  char quote = 0;               // that opens the value; 0: none
  std::size_t backslashes = 0;  // before that quote
};
Separator separator_at(std::string_view text, std::size_t begin) {
  Separator found{.end = begin};
  std::size_t backslashes = 0;
  while (true) {
    const Character c = front(text.substr(found.end));
    const bool separates = c.value == ':' || c.value == '=';
    const bool quotes = c.value == '"' || c.value == '\'';
    const bool around = quotes || is_blank(c.value) || c.value == '\\';
    if (c.size == 0 || !(around || (separates && !found.is_one))) return found;
    found.is_one = found.is_one || separates;
    found.quote = quotes ? c.value : '\0';
    found.backslashes = quotes ? backslashes : 0;
    backslashes = c.value == '\\' ? backslashes + 1 : 0;
    found.end += c.size;
  }
}

// The end of a value in quotes: before the quote that closes it and the backslashes of that quote;
// without one, the end of the line. In plain text a quote closes unless it is escaped. Where the
// quote that opens has backslashes, a quote with more of them is within the value.
std::size_t quoted_end(std::string_view text, const Separator& opened) {
  std::size_t at = opened.end;
  std::size_t backslashes = 0;
  while (true) {
    const Character c = front(text.substr(at));
    if (c.size == 0 || c.value == '\n' || c.value == '\r') return at - backslashes;
    const bool closes =
        opened.backslashes == 0 ? backslashes % 2 == 0 : backslashes <= opened.backslashes;
    if (c.value == opened.quote && closes) return at - backslashes;
    // An escaped backslash ends the count, which is of bytes.
    backslashes = c.value == '\\' && c.size == 1 ? backslashes + 1 : 0;
    at += c.size;
  }
}

// The end of a value without quotes: what can follow a value in text, JSON, HTML or a URL ends it.
std::size_t plain_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Character c = front(text.substr(at));
    const bool ends =
        std::string_view(" \t\r\n\"'\\,;&}])<>").find(c.value) != std::string_view::npos;
    // An escaped space belongs to the value, an escaped "&" separates fields of a URL within a URL.
    if (ends && (c.size == 1 || c.value != ' ')) break;
    at += c.size;
  }
  return at;
}

// `name=VALUE`, `"name": "VALUE"` and the like at the front of `text`, which begins with a name.
std::optional<Span> named_value(std::string_view text, bool in_query) {
  const std::string_view name = text.substr(0, run(text, is_name_char));
  if (name.empty() || name.size() > kLongestName) return std::nullopt;
  const Separator separator = separator_at(text, name.size());
  if (!separator.is_one) return std::nullopt;
  const bool is_secret = in_query ? is_secret_parameter(name) : is_secret_name(name);
  if (!is_secret && !is_ambiguous_name(name)) return std::nullopt;
  std::size_t at = separator.end;
  // A key after "Bearer" is found by that word.
  if (begins_with_scheme(text.substr(at), "bearer")) return std::nullopt;
  for (const std::string_view scheme : {"basic", "key"}) {
    if (begins_with_scheme(text.substr(at), scheme)) at += scheme.size() + 1;
  }
  // A value may begin with a placeholder, whose braces would end it.
  const std::size_t done = at + placeholder_size(text.substr(at));
  const auto end_in = [&](std::string_view part) {
    return separator.quote != 0 && at == separator.end ? quoted_end(part, separator)
                                                       : plain_end(part, done);
  };
  if (!is_secret) {
    // Read again when it is none, so no more than tells that.
    const std::string_view part = text.substr(0, done + kLongestName);
    if (!names_secret(name, part.substr(at, end_in(part) - at))) return std::nullopt;
  }
  const std::size_t end = end_in(text);
  if (end == at || end == done) return std::nullopt;
  return Span{at, end - at};
}

// The user's name and password in "://user:password@host", or in the same with "%3A%2F%2F" and
// "%40", as in a URL within a URL. Stops at the next "/", where another URL could begin.
std::optional<Span> user_info(std::string_view text) {
  if (text[0] != ':' && text[0] != '%') return std::nullopt;
  std::size_t at = 0;
  const std::size_t escaped = front(text).size;  // 1, or 3 where the URL's separators are escaped
  for (const char c : {':', '/', '/'}) {
    const Character next = front(text.substr(at));
    if (next.value != c || next.size != escaped) return std::nullopt;
    at += next.size;
  }
  const std::size_t begin = at;
  std::size_t end = begin;  // the last "@": passwords may have some
  while (true) {
    const Character c = front(text.substr(at));
    if (c.value == '@' && c.size == escaped) end = at;
    // A separator that is escaped once more than those of the URL belongs to the password.
    const bool fits = (is_token_char(c.value) && c.value != '/') ||
                      std::string_view("@:%!$'()*,;").find(c.value) != std::string_view::npos ||
                      c.size > escaped;
    if (c.size == 0 || !fits) break;
    at += c.size;
  }
  if (end == begin) return std::nullopt;
  return Span{begin, end - begin};
}

// An e-mail address at the front: its host must have a dot and two letters after it.
std::optional<Span> email(std::string_view text) {
  const std::size_t local = run(text, is_local_char);
  if (local == 0) return std::nullopt;
  const Character at = front(text.substr(local));
  if (at.value != '@') return std::nullopt;
  // The user of a URL, already replaced.
  if (is_placeholder(text.substr(0, local))) return std::nullopt;
  const std::size_t begin = local + at.size;
  std::size_t size =
      run(text.substr(begin), [](char c) { return is_alnum(c) || c == '.' || c == '-'; });
  while (size > 0 && !is_alnum(text[begin + size - 1])) --size;
  const std::size_t dot = text.substr(begin, size).rfind('.');
  if (dot == std::string_view::npos || dot == 0 || size - dot < 3) return std::nullopt;
  return Span{0, begin + size};
}

// "whsec_…", the form of the service's webhook secrets.
std::optional<Span> webhook_secret(std::string_view text) {
  constexpr std::string_view kOpening = "whsec_";
  if (!text.starts_with(kOpening)) return std::nullopt;
  const std::size_t size = run(text.substr(kOpening.size()), is_token_char);
  if (size == 0) return std::nullopt;
  return Span{0, kOpening.size() + size};
}

}  // namespace

std::optional<FoundSecret> SecretPatterns::next() {
  while (at_ < text_.size()) {
    const std::string_view rest = text_.substr(at_);
    std::string_view kind = "secret";
    std::optional<Span> found;
    if (!in_name_) {
      found = bearer(rest);
      if (found) kind = "key";
      if (!found) found = webhook_secret(rest);
      if (!found) found = named_value(rest, in_query_);
    }
    if (!found && !in_local_ && (found = email(rest))) kind = "email";
    bool is_user = false;
    if (!found && (found = user_info(rest))) is_user = true;
    if (found && !is_placeholder(rest.substr(found->begin, found->size))) {
      const std::size_t begin = at_ + found->begin;
      const std::string_view before = text_.substr(0, begin);
      const bool in_url = in_query_ || before.ends_with("://") || before.ends_with("%3D") ||
                          before.ends_with("%2F") || before.ends_with("%2f") ||
                          (kind == "email" && before.ends_with('='));
      at_ = begin + found->size;
      in_name_ = in_local_ = in_query_ = false;
      return FoundSecret{begin, at_, kind, in_url, is_user};
    }
    const Character c = front(rest);
    at_ += c.size;
    in_name_ = is_name_char(c.value);
    // As in email(), where an escape ends the address: "a%2Bb@c.test" is b@c.test.
    in_local_ = in_name_ || (c.size == 1 && is_local_char(c.value));
    in_query_ = c.value == '?' || c.value == '&';
  }
  return std::nullopt;
}

bool looks_like_secret(std::string_view value) {
  constexpr std::size_t kLongWord = 16;
  const auto any = [&](auto is) { return std::any_of(value.begin(), value.end(), is); };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (any(is_digit) || value.size() > kLongWord) return true;
  const std::string_view later = value.substr(std::min<std::size_t>(value.size(), 1));
  return any(is_lower) && std::any_of(later.begin(), later.end(), is_upper);
}

}  // namespace wavespeed_mock
