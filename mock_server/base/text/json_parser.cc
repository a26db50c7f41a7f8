#include "base/text/json_parser.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text/json_problem.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

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
