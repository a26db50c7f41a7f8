#include "contract/redaction/json_redaction.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/http/query.h"
#include "base/text/json_parser.h"
#include "base/text/json_text.h"
#include "contract/redaction/secret_names.h"

namespace wavespeed_mock {
namespace {

using Kind = JsonToken::Kind;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// A secret name that the patterns of text know, for one that they do not, such as "api\u005fkey".
constexpr std::string_view kPlainName = "pwd";

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// Whether the contract marks what `schema` points at as secret.
bool is_marked(const ContractDocument& document, std::string schema) {
  const nlohmann::json* const node = schema.empty() ? nullptr : document.at(schema);
  return node != nullptr && node->is_object() && node->value("x-sensitive", false);
}

// Where the query of a URL begins; the end of the text when it has none, or is not a URL.
std::size_t query_of_url(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return text.size();
  const std::size_t question = text.find('?');
  return question == std::string_view::npos ? text.size() : question + 1;
}

// Calls `field` with each field of a query: its text, where its value begins in that, and the value
// with its escapes resolved.
template <class Field>
void for_each_field(std::string_view query, Field field) {
  while (!query.empty()) {
    const std::string_view text = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(text.size() + 1, query.size()));
    const Query read("?" + std::string(text));
    const std::size_t equals = text.find('=');
    const bool has_value = equals != std::string_view::npos && read.begin() != read.end();
    field(text, has_value ? equals + 1 : text.size(),
          has_value ? read.begin()->second : std::string());
  }
}

// A text as the inside of a JSON string.
std::string escaped(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out.substr(1, out.size() - 2);
}

}  // namespace

bool begins_as_json(std::string_view text) {
  text = without_mark(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

JsonRedaction::JsonRedaction(SecretText& secrets, const ContractDocument& document,
                             std::string schema, std::string_view text, TextEnd end)
    : secrets_(secrets),
      document_(document),
      schema_(std::move(schema)),
      text_(without_mark(text)),
      end_(end) {}

bool JsonRedaction::Place::is_secret(std::string_view text) const {
  return is_secret() || (!ambiguous.empty() && names_secret(ambiguous, text));
}

template <class Handle>
JsonToken JsonRedaction::walk(Handle handle, std::size_t max_levels) {
  levels_.clear();
  descriptions_.clear();
  key_.reset();
  place_ = {.schema = schema_, .marked = is_marked(document_, schema_)};
  JsonTokens tokens(text_);
  while (true) {
    const JsonToken token = tokens.next();
    const bool closes = token.kind == Kind::close_object || token.kind == Kind::close_array;
    const bool between = token.kind == Kind::comma || token.kind == Kind::colon;
    if (!levels_.empty() && !levels_.back().is_object && !closes && !between) {
      place_ = place_of_item();
    }
    if (token.kind == Kind::end || token.kind == Kind::error) return token;
    if (token.kind == Kind::key) {
      key_ = token.begin;
      place_ = place_below(text_of(token));
    }
    const bool opens = token.kind == Kind::open_object || token.kind == Kind::open_array;
    if (opens && levels_.size() == max_levels) return token;
    handle(token);
    if (closes) close();
    if (opens) open(token.kind == Kind::open_object);
    if (!between && token.kind != Kind::key) key_.reset();
  }
}

void JsonRedaction::open(bool is_object) {
  if (!place_.schema.empty() && descriptions_.size() == levels_.size() &&
      levels_.size() < kMaxJsonDepth) {
    descriptions_.push_back({.schema_below = SchemaBelow(document_, place_.schema)});
  }
  levels_.push_back({.is_object = is_object,
                     .is_secret = place_.is_secret(),
                     .secret_number = place_.secret_number});
}

void JsonRedaction::close() {
  if (descriptions_.size() == levels_.size()) descriptions_.pop_back();
  levels_.pop_back();
}

JsonRedaction::Place JsonRedaction::place_of_item() {
  if (descriptions_.size() < levels_.size()) return place_below({});
  std::optional<Place>& items = descriptions_.back().items;
  if (!items) items = place_below("0");
  return *items;
}

JsonRedaction::Place JsonRedaction::place_below(const std::string& segment) const {
  const Level& level = levels_.back();
  Place place{.marked = level.is_secret};
  if (descriptions_.size() == levels_.size()) {
    if (auto schema = descriptions_.back().schema_below.at(segment)) {
      place.secret_number = is_marked(document_, *schema);
      place.marked = place.marked || place.secret_number;
      place.schema = std::move(*schema);
    }
  }
  if (level.is_object) {
    place.named = is_secret_name(segment);
    place.secret_number = place.secret_number || is_secret_number(segment);
    if (!place.named && is_ambiguous_name(segment)) place.ambiguous = segment;
  } else {
    place.secret_number = place.secret_number || level.secret_number;
  }
  return place;
}

std::string_view JsonRedaction::raw(const JsonToken& token) const {
  return text_.substr(token.begin, token.end - token.begin);
}

std::string JsonRedaction::text_of(const JsonToken& token) const {
  const std::string_view quoted = raw(token);
  return json_string_text(quoted.substr(1, quoted.size() - 2));
}

std::size_t JsonRedaction::key_end() const {
  return *key_ + JsonTokens(text_.substr(*key_)).next().end;
}

std::string JsonRedaction::broken_rest(const JsonToken& error) const {
  const bool is_named = key_ && place_.named;
  const std::size_t begin = is_named ? key_end() : key_.value_or(error.begin);
  return std::string(is_named ? kPlainName : "") + std::string(text_.substr(begin));
}

bool JsonRedaction::is_string_without_end(const JsonToken& error) const {
  const bool is_value = key_ || levels_.empty() || !levels_.back().is_object;
  return is_value && raw(error).starts_with('"') &&
         JsonTokens(raw(error)).next().kind == Kind::error;
}

void JsonRedaction::note() {
  const JsonToken last = walk([&](const JsonToken& token) { note_token(token); });
  if (last.kind != Kind::error) return;
  if (is_string_without_end(last)) {
    note_string(json_string_text(raw(last).substr(1)), end_);
  } else {
    secrets_.note_named(broken_rest(last));
  }
}

void JsonRedaction::note_parsed() {
  walk([&](const JsonToken& token) { note_token(token); }, kMaxJsonDepth);
}

void JsonRedaction::note_token(const JsonToken& token) {
  if (token.kind == Kind::string) {
    note_string(text_of(token), TextEnd::whole);
  } else if (token.kind == Kind::number && place_.secret_number) {
    secrets_.note("secret", raw(token));
  }
}

void JsonRedaction::note_string(const std::string& text, TextEnd end) {
  if (!place_.is_secret(text)) return secrets_.note_named(text);
  const std::size_t begin = query_of_url(text);
  if (begin == text.size()) return secrets_.note("secret", text, end);
  const std::string_view query = std::string_view(text).substr(begin);
  for_each_field(query, [&](std::string_view field, std::size_t, const std::string& value) {
    const bool is_last = field.data() + field.size() == query.data() + query.size();
    secrets_.note("secret", value, is_last ? end : TextEnd::whole);
  });
  secrets_.note_named(std::string_view(text).substr(0, begin));
}

std::string JsonRedaction::redacted_string(const std::string& text, TextEnd end) {
  if (!place_.is_secret(text)) return secrets_.redacted(text, end);
  const std::size_t begin = query_of_url(text);
  if (begin == text.size()) return secrets_.placeholder_for("secret", text);
  // Of a signed URL only the query is secret, and clients need the rest.
  std::string url = secrets_.redacted(std::string_view(text).substr(0, begin));
  for_each_field(std::string_view(text).substr(begin),
                 [&](std::string_view field, std::size_t value_at, const std::string& value) {
                   if (!url.ends_with('?')) url += '&';
                   url += secrets_.without_learned(field.substr(0, value_at));
                   if (!value.empty()) url += secrets_.placeholder_for("secret", value, true);
                 });
  return url;
}

std::string JsonRedaction::redacted_number(std::string_view number) {
  // It stays a number, so that the text stays valid and keeps its types.
  const bool is_secret = place_.secret_number || secrets_.is_noted(std::string(number));
  return is_secret ? "1" : std::string(number);
}

std::string JsonRedaction::redacted() {
  std::string out;
  std::size_t done = 0;
  std::size_t key_in_out = 0;
  std::size_t key_end_in_out = 0;
  const JsonToken last = walk([&](const JsonToken& token) {
    out += text_.substr(done, token.begin - done);
    done = token.end;
    if (token.kind == Kind::key || token.kind == Kind::string) {
      if (token.kind == Kind::key) key_in_out = out.size();
      const std::string text = text_of(token);
      const std::string kept = token.kind == Kind::key ? secrets_.without_learned(text)
                                                       : redacted_string(text, TextEnd::whole);
      out += kept == text ? std::string(raw(token)) : '"' + escaped(kept) + '"';
      if (token.kind == Kind::key) key_end_in_out = out.size();
    } else if (token.kind == Kind::number) {
      out += redacted_number(raw(token));
    } else {
      out += raw(token);
    }
  });
  out += text_.substr(done, last.begin - done);
  if (last.kind != Kind::error) return out;
  const bool in_secret = key_ ? place_.marked : !levels_.empty() && levels_.back().is_secret;
  if (is_string_without_end(last)) {
    const std::string text = json_string_text(raw(last).substr(1));
    const std::string kept = redacted_string(text, end_);
    out += '"' + (kept == text ? std::string(raw(last).substr(1)) : escaped(kept));
  } else if (in_secret && last.begin < text_.size()) {
    out += secrets_.placeholder_for("secret", std::string(raw(last)));
  } else {
    // It replaces what was written from the name on; a plain name in its place is not written.
    const std::string rest = secrets_.redacted(broken_rest(last), end_);
    const bool is_named = key_ && place_.named;
    if (key_) out.resize(is_named ? key_end_in_out : key_in_out);
    out += is_named ? rest.substr(kPlainName.size()) : rest;
  }
  return out;
}

}  // namespace wavespeed_mock
