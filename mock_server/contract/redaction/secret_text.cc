#include "contract/redaction/secret_text.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "contract/redaction/secret_names.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

// A shorter secret is not looked for in texts.
constexpr std::size_t kMinLearned = 6;

// A longer run of letters is data, not a name.
constexpr std::size_t kLongestName = 64;

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}
bool is_name_char(char c) {
  return is_alnum(c) || c == '_' || c == '-';
}
bool is_token_char(char c) {
  return is_alnum(c) || std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

// A "%2F" at the front of `text`; 0 when there is none.
char escaped(std::string_view text) {
  const auto hex = [](char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) == 0 ? -1
           : c <= '9'                                        ? c - '0'
                                                             : (c | 0x20) - 'a' + 10;
  };
  if (text.size() < 3 || text[0] != '%' || hex(text[1]) < 0 || hex(text[2]) < 0) return 0;
  return static_cast<char>(hex(text[1]) * 16 + hex(text[2]));
}

// The character at the front of `text`, and how long it is: in URLs many are escaped.
struct Character {
  char value = 0;
  std::size_t size = 0;
};
Character front(std::string_view text) {
  if (text.empty()) return {};
  if (const char c = escaped(text)) return {c, 3};
  return {text[0], 1};
}

bool same_word(std::string_view text, std::string_view lower_word) {
  return text.size() >= lower_word.size() &&
         std::equal(lower_word.begin(), lower_word.end(), text.begin(), [](char a, char b) {
           return a == std::tolower(static_cast<unsigned char>(b));
         });
}

// How much of `text` is `secret`, any of its characters escaped; 0 when it does not begin with it.
std::size_t length_of(std::string_view secret, std::string_view text) {
  std::size_t size = 0;
  for (const char c : secret) {
    const std::string_view rest = text.substr(size);
    if (!rest.empty() && rest[0] == c) {
      ++size;
    } else if (escaped(rest) == c && c != 0) {
      size += 3;
    } else {
      return 0;
    }
  }
  return size;
}

struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
};

// How much of `text` a word of these characters takes.
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
    if (c.value != ' ' && !(c.value == '+' && c.size == 1)) break;
    at += c.size;
  }
  const std::size_t size = run(text.substr(at), is_token_char);
  if (at == kScheme.size() || size == 0) return std::nullopt;
  return Span{at, size};
}

// `name=VALUE`, `"name": "VALUE"` and the like at the front of `text`, which begins with a name.
std::optional<Span> named_value(std::string_view text, bool in_query) {
  const std::string_view name = text.substr(0, run(text, is_name_char));
  std::size_t at = name.size();
  bool separated = false;
  while (true) {
    const Character c = front(text.substr(at));
    const bool separator = c.value == ':' || c.value == '=';
    const bool around = c.value == ' ' || c.value == '"' || c.value == '\'' || c.value == '\\';
    if (c.size == 0 || !(around || (separator && !separated))) break;
    separated = separated || separator;
    at += c.size;
  }
  if (!separated || name.empty() || name.size() > kLongestName) return std::nullopt;
  if (!(in_query ? is_secret_parameter(name) : is_secret_name(name))) return std::nullopt;
  // A key after "Bearer" is found by that word.
  if (same_word(text.substr(at), "bearer ")) return std::nullopt;
  for (const std::string_view scheme : {"basic ", "key "}) {
    if (same_word(text.substr(at), scheme)) at += scheme.size();
  }
  const bool is_done =
      text.substr(at).starts_with("{{") && has_placeholder(text.substr(at, kLongestName));
  if (is_done) return std::nullopt;
  std::size_t end = at;
  while (end < text.size()) {
    const Character c = front(text.substr(end));
    if (std::string_view(" \t\r\n\"'\\,;&}])<>").find(c.value) != std::string_view::npos &&
        (c.size == 1 || c.value != ' ')) {
      break;
    }
    end += c.size;
  }
  if (end == at) return std::nullopt;
  return Span{at, end - at};
}

// The user's name and password in "://user:password@host".
std::optional<Span> user_info(std::string_view text) {
  constexpr std::string_view kOpening = "://";
  if (!text.starts_with(kOpening)) return std::nullopt;
  const std::size_t size = run(text.substr(kOpening.size()), [](char c) {
    return is_token_char(c) ? c != '/'
                            : std::string_view(":%!$'()*,;").find(c) != std::string_view::npos;
  });
  const std::size_t end = kOpening.size() + size;
  if (size == 0 || end >= text.size() || text[end] != '@') return std::nullopt;
  return Span{kOpening.size(), size};
}

bool is_local_char(char c) {
  return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-';
}

// An e-mail address at the front.
std::optional<Span> email(std::string_view text) {
  const std::size_t local = run(text, is_local_char);
  if (local == 0) return std::nullopt;
  const Character at = front(text.substr(local));
  if (at.value != '@') return std::nullopt;
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

std::size_t SecretText::number_of(std::string_view kind, const std::string& secret) {
  auto& numbers = numbers_[std::string(kind)];
  return numbers.try_emplace(secret, numbers.size() + 1).first->second;
}

std::string SecretText::placeholder_for(std::string_view kind, const std::string& secret,
                                        bool in_url) {
  if (has_placeholder(secret)) return secret;
  return placeholder(kind, number_of(kind, secret), in_url);
}

std::string SecretText::learn(std::string_view kind, const std::string& secret, bool in_url) {
  if (secret.empty() || has_placeholder(secret)) return secret;
  const std::size_t number = number_of(kind, secret);
  const bool known = std::any_of(learned_.begin(), learned_.end(),
                                 [&](const Learned& other) { return other.secret == secret; });
  if (!known && secret.size() >= kMinLearned) {
    const auto shorter = std::find_if(learned_.begin(), learned_.end(), [&](const Learned& other) {
      return other.secret.size() < secret.size();
    });
    learned_.insert(shorter, {secret, std::string(kind), number});
  }
  return placeholder(kind, number, in_url);
}

std::string SecretText::without_learned(std::string_view text) const {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const auto found = std::find_if(learned_.begin(), learned_.end(), [&](const Learned& learned) {
      size = length_of(learned.secret, text.substr(i));
      return size > 0;
    });
    if (found == learned_.end()) {
      out += text[i++];
      continue;
    }
    const bool in_url = out.ends_with('=') || out.ends_with('/') || out.ends_with("%3D");
    out += placeholder(found->kind, found->number, in_url);
    i += size;
  }
  return out;
}

std::string SecretText::without_patterns(std::string_view text) {
  std::string out;
  bool in_word = false;   // the character before belongs to a name
  bool in_query = false;  // the character before is a "?" or "&"
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    const char* kind = "secret";
    std::optional<Span> found;
    if (!in_word) {
      found = bearer(rest);
      if (found) kind = "key";
      if (!found) found = webhook_secret(rest);
      if (!found) found = named_value(rest, in_query);
      if (!found && (found = email(rest))) kind = "email";
    }
    if (!found) found = user_info(rest);
    if (found && !has_placeholder(rest.substr(found->begin, found->size))) {
      out += rest.substr(0, found->begin);
      const std::string secret(rest.substr(found->begin, found->size));
      const bool in_url = in_query || out.ends_with("://") || out.ends_with("%3D") ||
                          (kind == std::string_view("email") && out.ends_with('='));
      out += placeholder_for(kind, secret, in_url);
      i += found->begin + found->size;
      in_word = in_query = false;
      continue;
    }
    const Character c = front(rest);
    out += rest.substr(0, c.size);
    i += c.size;
    in_word = is_name_char(c.value) || (c.size == 1 && (c.value == '.' || c.value == '+'));
    in_query = c.value == '?' || c.value == '&';
  }
  return out;
}

std::string SecretText::redacted(std::string_view text) {
  return without_patterns(without_learned(text));
}

}  // namespace wavespeed_mock
