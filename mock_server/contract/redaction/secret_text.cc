#include "contract/redaction/secret_text.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/http/percent_encoding.h"
#include "base/text/base64.h"
#include "contract/redaction/secret_patterns.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

// Escapes within escapes that are resolved: a URL in a query, JSON in a JSON string. A limit keeps
// the time linear: "%25252525" has escapes within escapes to its end.
constexpr int kMaxEscapes = 3;

// Whether a character belongs to the same word as the secret before it.
bool continues_secret(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("-._~+/=%").find(c) != std::string_view::npos;
}

// Where the escape ends in the original text that the byte before `end` comes from: bytes of one
// escape have one position.
std::size_t end_in_original(const std::vector<std::size_t>& positions, std::size_t end) {
  const std::size_t last = positions[end - 1];
  while (positions[end] == last) ++end;
  return positions[end];
}

// Whether a placeholder of ours covers that part of a text. A secret such as "secret" must
// not be found in the placeholders that replace others.
bool is_in_placeholder(std::string_view text, const FoundText& found) {
  // No placeholder is longer, so that the time for each find has a limit.
  constexpr std::size_t kLookBack = 24;
  constexpr std::string_view kKinds[] = {"key-", "secret-", "email-", "address-"};
  const std::size_t last = found.begin - std::min(found.begin, kLookBack);
  for (std::size_t at = found.begin + 1; at-- > last;) {
    const std::size_t size = placeholder_size(text.substr(at, 2 * kLookBack));
    if (size == 0 || at + size < found.end) continue;
    const std::string_view name = text.substr(at, size);
    return std::any_of(std::begin(kKinds), std::end(kKinds), [&](std::string_view kind) {
      return name.starts_with("{{" + std::string(kind)) ||
             name.starts_with("redacted-" + std::string(kind));
    });
  }
  return false;
}

// In the order of the text. What overlaps becomes one, named by the first.
std::vector<FoundText> united(std::vector<FoundText> found) {
  std::sort(found.begin(), found.end(), [](const FoundText& a, const FoundText& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<FoundText> spans;
  for (const FoundText& next : found) {
    if (spans.empty() || next.begin >= spans.back().end) {
      spans.push_back(next);
    } else {
      spans.back().end = std::max(spans.back().end, next.end);
    }
  }
  return spans;
}

}  // namespace

std::size_t PlaceholderNumbers::of(std::string_view kind, const std::string& secret) {
  auto& numbers = numbers_[std::string(kind)];
  return numbers.try_emplace(secret, numbers.size() + 1).first->second;
}

std::size_t SecretText::number_of(std::string_view kind, const std::string& secret) {
  return (given_numbers_ == nullptr ? own_numbers_ : *given_numbers_).of(kind, secret);
}

std::string SecretText::placeholder_for(std::string_view kind, const std::string& secret,
                                        bool in_url) {
  if (secret.empty() || is_placeholder(secret)) return secret;
  return placeholder(kind, number_of(kind, secret), in_url);
}

void SecretText::note(std::string_view kind, std::string_view secret, TextEnd end) {
  if (secret.size() < kMinSecret || is_placeholder(secret)) return;
  const bool is_beginning = end == TextEnd::cut;
  const std::size_t id = noted_.size();
  const auto [known, is_new] = ids_.try_emplace(std::string(secret), id);
  if (!is_new) {
    // What one text has whole may be the beginning of a longer secret in another.
    noted_[known->second].is_beginning |= is_beginning;
    return;
  }
  noted_.push_back({std::string(secret), std::string(kind), is_beginning});
  // find() resolves the escapes of a text, and with them any that belong to the secret itself, such
  // as the "%2F" of a key. So the secret is searched for with its own escapes resolved, too.
  std::string text(secret);
  for (int i = 0; i < kMaxEscapes; ++i) {
    std::string resolved = with_escapes_resolved(text);
    const bool is_last = resolved == text || resolved.size() < kMinSecret;
    set_.add(std::move(text), id);
    if (is_last) break;
    text = std::move(resolved);
  }
}

void SecretText::note_user(std::string_view user_info) {
  const std::string text = percent_decoded(user_info).value_or(std::string(user_info));
  const std::size_t colon = text.find(':');
  note("secret", user_info);
  if (colon == std::string::npos) return;
  note("secret", std::string_view(text).substr(colon + 1));
  // What clients send for such a URL: "Authorization: Basic" and this.
  std::string basic;
  append_base64(basic, with_escapes_resolved(text));
  note("key", basic);
}

void SecretText::note_named(std::string_view text) {
  SecretPatterns patterns(text);
  while (const auto found = patterns.next()) {
    if (found->kind == "email") continue;
    const std::string_view secret = text.substr(found->begin, found->end - found->begin);
    if (found->is_user) {
      note_user(secret);
    } else if (looks_like_secret(secret)) {
      note(found->kind, secret);
    }
  }
}

std::vector<FoundText> SecretText::find(std::string_view text, TextEnd end) {
  std::vector<FoundText> found;
  // At the end of a cut text, fewer characters than kMinBeginning may begin anything.
  const auto keep_beginning = [&](const FoundBeginning& begun, std::size_t begin) {
    if (end == TextEnd::cut && begun.size >= kMinBeginning) {
      found.push_back({begin, text.size(), begun.id});
    }
  };
  const FoundBeginning begun = set_.find(text, found);
  keep_beginning(begun, text.size() - begun.size);
  // The text as it is, then with its escapes resolved once, twice, and so on. `outer.positions`
  // lead from the resolved text to the original.
  ResolvedText outer;
  ResolvedText inner;
  bool more = resolve_escapes(text, end, outer);
  for (int i = 0; i < kMaxEscapes && more; ++i) {
    const std::size_t first = found.size();
    const FoundBeginning start = set_.find(outer.text, found);
    for (std::size_t k = first; k < found.size(); ++k) {
      found[k].end = end_in_original(outer.positions, found[k].end);
      found[k].begin = outer.positions[found[k].begin];
    }
    keep_beginning(start, outer.positions[outer.text.size() - start.size]);
    if (i + 1 == kMaxEscapes) break;
    more = resolve_escapes(outer.text, end, inner);
    if (!more) break;
    for (std::size_t& position : inner.positions) position = outer.positions[position];
    std::swap(outer, inner);
  }
  return united(std::move(found));
}

std::string SecretText::without_learned(std::string_view text, TextEnd end) {
  if (set_.empty()) return std::string(text);
  std::string out;
  std::size_t done = 0;
  for (const FoundText& found : find(text, end)) {
    // It may be in the rest of the word after a beginning, which is gone.
    if (found.end <= done || is_in_placeholder(text, found)) continue;
    const Noted& noted = noted_[found.id];
    if (found.begin >= done) {
      out += text.substr(done, found.begin - done);
      // After these a client or a tool may take the text for a URL.
      const bool in_url = out.ends_with('=') || out.ends_with('/') || out.ends_with("%3D");
      out += placeholder(noted.kind, number_of(noted.kind, noted.secret), in_url);
    }
    done = found.end;
    while (noted.is_beginning && done < text.size() && continues_secret(text[done])) ++done;
  }
  out += text.substr(done);
  return out;
}

std::string SecretText::without_patterns(std::string_view text) {
  SecretPatterns patterns(text);
  std::string out;
  std::size_t done = 0;
  while (const auto found = patterns.next()) {
    out += text.substr(done, found->begin - done);
    const std::string secret(text.substr(found->begin, found->end - found->begin));
    out += placeholder_for(found->kind, secret, found->in_url);
    done = found->end;
  }
  out += text.substr(done);
  return out;
}

std::string SecretText::redacted(std::string_view text, TextEnd end) {
  return without_patterns(without_learned(text, end));
}

}  // namespace wavespeed_mock
