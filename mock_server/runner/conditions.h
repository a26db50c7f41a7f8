// Conditions on values: what a case requires of a field of an answer. Either a plain value, which
// the field must equal, or an object with any of
//
//   equals, not      a value                      at_least, at_most, above   a number
//   one_of           a list of values             count    a number, or conditions on one
//   matches          a regular expression         contains a part of a text, an entry of a list
//   is               "string", "number", …        absent   true: the field must be absent
//
// Functions only; may be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

struct Judgement {
  std::size_t assertions = 0;
  std::vector<std::string> failures{};  // "data.status must be \"created\", not \"failed\""

  void add(Judgement more);
};

// Judges the value named `field`; a nullptr is a field that is not there.
Judgement judge(const nlohmann::json& conditions, const std::string& field,
                const nlohmann::json* value);

// The same for a header field, whose text counts as a number where one is asked for.
Judgement judge_header(const nlohmann::json& conditions, const std::string& field,
                       const std::string* value);

// The same for a part of a body: "data.items[0].id", or "data.items[].id" for that of each item, of
// which there has to be one. "" is the whole body.
Judgement judge_part(const nlohmann::json& conditions, const std::string& field,
                     const nlohmann::json& body);

// The part of a body of that name; nullptr when it has none.
const nlohmann::json* part_of(const nlohmann::json& body, std::string_view field);

// What is wrong with conditions, or with the name of a field, as the end of an error: "must …";
// "" when nothing is.
std::string problem_of_conditions(const nlohmann::json& conditions);
std::string problem_of_field(std::string_view field);

}  // namespace wavespeed_mock
