#include "base/text/json_parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

struct ParseFailure {
  enum class Kind : std::uint8_t { syntax, depth, repeated_key };
  Kind kind = Kind::syntax;
  std::size_t position = 0;  // how many bytes were read
  std::string detail;        // what the library says, or the key
};

// "line 3, column 7" of the last byte of the first `size`.
std::string place_of(std::string_view text, std::size_t size) {
  const std::string_view read = text.substr(0, size);
  const auto line = std::count(read.begin(), read.end(), '\n') + 1;
  const std::size_t begin = read.rfind('\n') + 1;  // 0 for none
  return "line " + std::to_string(line) + ", column " + std::to_string(read.size() - begin);
}

// The size of the part of `text` that ends with the bracket of level `level`. What is before it is
// valid.
std::size_t size_to_level(std::string_view text, std::size_t level) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\';
    } else if (text.substr(i).starts_with("//")) {
      i = std::min(text.find_first_of("\r\n", i), text.size());
    } else if (text.substr(i).starts_with("/*")) {
      i = std::min(text.find("*/", i + 2), text.size()) + 1;
    } else if (text[i] == '[' || text[i] == '{') {
      if (++depth == level) return i + 1;
    } else if (text[i] == ']' || text[i] == '}') {
      --depth;
    }
  }
  return text.size();
}

// The library's message without what it quotes of the text, which may be a secret. It ends with
// "number overflow parsing 'TEXT'" or "; last read: 'TEXT'", which "; expected …" and one of a few
// names may follow.
std::string without_quote(std::string_view words) {
  constexpr std::string_view kQuote = "; last read: '";
  constexpr std::string_view kAfter = "'; expected ";
  constexpr std::string_view kExpected[] = {
      "string literal", "':'", "'}'", "']'", "end of input", "'[', '{', or a literal"};
  constexpr std::string_view kNumber = " parsing '";
  if (const auto number = words.find(kNumber); number < words.find(kQuote)) {
    return std::string(words.substr(0, number));
  }
  const auto quote = words.find(kQuote);
  std::string problem(words.substr(0, quote));
  const auto after = words.rfind(kAfter);
  if (quote == std::string_view::npos || after == std::string_view::npos) return problem;
  const std::string_view expected = words.substr(after + kAfter.size());
  if (std::find(std::begin(kExpected), std::end(kExpected), expected) != std::end(kExpected)) {
    problem.append("; expected ").append(expected);
  }
  return problem;
}

// The library's message begins with "[json.exception.parse_error.101] parse error at line 1, …".
// Those on a number that no double can hold come without a place.
std::string syntax_problem(std::string_view text, const ParseFailure& failure) {
  constexpr std::string_view kOpening = "parse error ";
  const std::string detail = without_quote(failure.detail);
  std::string_view words = detail;
  if (words.starts_with('[')) words.remove_prefix(std::min(words.find(' ') + 1, words.size()));
  if (words.starts_with(kOpening)) words.remove_prefix(kOpening.size());
  if (words.starts_with("at line ")) return shortened(words);
  return "at " + place_of(text, failure.position) + ": " + shortened(words);
}

std::string problem_of(std::string_view text, const ParseFailure& failure, std::size_t max_depth) {
  switch (failure.kind) {
    case ParseFailure::Kind::depth:
      return "is nested deeper than " + std::to_string(max_depth) + " levels, at " +
             place_of(text, size_to_level(text, max_depth + 1));
    case ParseFailure::Kind::repeated_key:
      return "field " + text_quote(failure.detail) + " appears twice";
    case ParseFailure::Kind::syntax:
      break;
  }
  return "is not valid JSON: " + syntax_problem(text, failure);
}

// What the library calls while it reads, without a value to make. Each function returns whether
// the library is to continue.
class DepthCount {
 public:
  DepthCount(std::size_t max_depth, ParseFailure& failure)
      : max_depth_(max_depth), failure_(failure) {}

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(json::number_integer_t) { return true; }
  bool number_unsigned(json::number_unsigned_t) { return true; }
  bool number_float(json::number_float_t, const std::string&) { return true; }
  bool string(std::string&) { return true; }
  bool binary(json::binary_t&) { return false; }  // no JSON text has one
  bool key(std::string&) { return true; }
  bool start_object(std::size_t) { return enter(); }
  bool start_array(std::size_t) { return enter(); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }
  bool parse_error(std::size_t position, const std::string&, const json::exception& error) {
    failure_.position = position;
    failure_.detail = error.what();
    return false;
  }

 protected:
  bool enter() {
    if (is_full()) return fail(ParseFailure::Kind::depth);
    ++depth_;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }
  bool fail(ParseFailure::Kind kind, std::string detail = {}) {
    failure_.kind = kind;
    failure_.detail = std::move(detail);
    return false;
  }
  std::size_t depth() const { return depth_; }
  bool is_full() const { return depth_ == max_depth_; }

 private:
  std::size_t depth_ = 0;
  const std::size_t max_depth_;
  ParseFailure& failure_;
};

// When several members have the same name, keeps the last value, at the place of the first. Returns
// the name if there is one. The library would compare each name with all before it.
std::optional<std::string> merge_repeated(ordered_json::object_t& members) {
  using Member = ordered_json::object_t::value_type;
  std::vector<Member*> sorted;
  sorted.reserve(members.size());
  for (Member& member : members) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(), [](const Member* a, const Member* b) {
    const int order = a->first.compare(b->first);
    return order != 0 ? order < 0 : a < b;
  });
  std::optional<std::string> repeated;
  Member* first = nullptr;
  for (Member* const member : sorted) {
    if (first == nullptr || first->first != member->first) {
      first = member;
      continue;
    }
    repeated = first->first;
    first->second = std::move(member->second);
    member->second = ordered_json(ordered_json::value_t::discarded);
  }
  if (!repeated) return repeated;
  ordered_json::object_t kept;
  for (Member& member : members) {
    if (member.second.is_discarded()) continue;
    kept.emplace_back(member.first, std::move(member.second));
  }
  members = std::move(kept);
  return repeated;
}

// Makes the value.
template <class Json>
class ValueBuilder : public DepthCount {
 public:
  ValueBuilder(Json& root, bool unique_keys, std::size_t max_depth, ParseFailure& failure)
      : DepthCount(max_depth, failure), root_(root), unique_keys_(unique_keys) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(typename Json::number_integer_t value) { return add(value); }
  bool number_unsigned(typename Json::number_unsigned_t value) { return add(value); }
  bool number_float(typename Json::number_float_t value, const std::string&) { return add(value); }
  // Copied: the library reuses the memory of `value`, which may be larger.
  bool string(std::string& value) { return add(value); }
  bool start_object(std::size_t) { return open(Json::value_t::object); }
  bool start_array(std::size_t) { return open(Json::value_t::array); }

  bool key(std::string& name) {
    auto& members = innermost().template get_ref<typename Json::object_t&>();
    if constexpr (kKeepsOrder) {
      member_ = &members.emplace_back(name, nullptr).second;
    } else {
      const auto [position, is_new] = members.try_emplace(name);
      if (!is_new && unique_keys_) return fail(ParseFailure::Kind::repeated_key, name);
      member_ = &position->second;
    }
    return true;
  }

  bool end_object() {
    if constexpr (kKeepsOrder) {
      auto name = merge_repeated(innermost().template get_ref<typename Json::object_t&>());
      if (name && unique_keys_) return fail(ParseFailure::Kind::repeated_key, *std::move(name));
    }
    return leave();
  }

 private:
  static constexpr bool kKeepsOrder = std::is_same_v<Json, ordered_json>;

  Json& innermost() { return *open_[depth() - 1]; }

  template <class Value>
  Json* put(const Value& value) {
    if (depth() == 0) {
      root_ = Json(value);
      return &root_;
    }
    if (innermost().is_array()) {
      return &innermost().template get_ref<typename Json::array_t&>().emplace_back(value);
    }
    *member_ = Json(value);
    return member_;
  }

  template <class Value>
  bool add(const Value& value) {
    put(value);
    return true;
  }

  bool open(typename Json::value_t type) {
    if (is_full()) return enter();
    Json* const opened = put(type);
    open_[depth()] = opened;
    return enter();
  }

  Json& root_;
  const bool unique_keys_;
  // Those that have not ended. The one around grows only after what is inside has ended.
  std::array<Json*, kMaxJsonDepth> open_{};
  Json* member_ = nullptr;  // the value of the last key
};

template <class Json>
std::optional<Json> parse(std::string_view text, const JsonForm& form, std::string* problem) {
  const std::size_t max_depth = kMaxJsonDepth - form.levels_around;
  ParseFailure failure;
  std::optional<Json> value(std::in_place);
  const std::size_t nul = text.find('\0');
  // The library would take it for the end of the text.
  if (nul != std::string_view::npos) {
    failure = {.position = nul + 1, .detail = "unexpected NUL"};
  } else {
    ValueBuilder<Json> builder(*value, form.unique_keys, max_depth, failure);
    if (Json::sax_parse(text.begin(), text.end(), &builder, Json::input_format_t::json, true,
                        form.comments)) {
      return value;
    }
  }
  if (problem != nullptr) *problem = problem_of(text, failure, max_depth);
  return std::nullopt;
}

}  // namespace

std::optional<json> parse_json(std::string_view text) {
  return parse<json>(text, {}, nullptr);
}

std::optional<json> parse_json(std::string_view text, std::string& problem, const JsonForm& form) {
  return parse<json>(text, form, &problem);
}

std::optional<ordered_json> parse_ordered_json(std::string_view text, const JsonForm& form) {
  return parse<ordered_json>(text, form, nullptr);
}

bool is_json(std::string_view text) {
  ParseFailure unused;
  DepthCount count(kMaxJsonDepth, unused);
  return text.find('\0') == std::string_view::npos &&
         json::sax_parse(text.begin(), text.end(), &count);
}

}  // namespace wavespeed_mock
