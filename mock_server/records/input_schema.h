// What a model accepts as inputs, compiled from its request schema so that a submission is checked
// without walking JSON schema text.
//
// Plain data, built at start, never changed afterwards; read from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/regular_expression.h"
#include "records/scalar.h"

namespace wavespeed_mock {

struct RareInputRules;

enum class InputType : std::uint8_t {
  string = 1,
  number = 2,
  integer = 4,
  boolean = 8,
  array = 16,
  object = 32,
};

// What a media file is, as far as its first bytes tell.
enum class ContentKind : std::uint8_t {
  image = 1,
  video = 2,
  audio = 4,
  other = 8,
};

struct InputRule {
  std::string name;
  std::uint8_t types = 0;  // InputType values or'ed; 0 accepts every type
  bool required = false;
  bool nullable = false;
  bool media = false;  // a text is the URL of a file for the model to work on, or the file
  std::uint8_t media_kinds =
      0;  // ContentKind values or'ed that such a file may have; 0: every kind

  std::vector<Scalar> allowed;  // empty: no enum
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::optional<std::size_t> min_length;  // of a text, in Unicode characters
  std::optional<std::size_t> max_length;
  std::optional<std::size_t> min_items;
  std::optional<std::size_t> max_items;

  // A picture size "W*H" with each side within these, in pixels.
  struct Sides {
    std::uint32_t minimum;
    std::uint32_t maximum;
  };
  std::optional<Sides> sides;

  std::vector<InputRule> fields;  // of an object
  std::vector<InputRule> items;   // one rule for all elements of an array, or none

  std::optional<Scalar> fallback;  // the schema's default, where it is a scalar

  std::shared_ptr<const RareInputRules> rare;  // null for most

  bool accepts(InputType type) const {
    return types == 0 || (types & static_cast<std::uint8_t>(type)) != 0;
  }
};

// A rule that combines others, all of which are about the same value.
struct InputCondition {
  enum class Kind : std::uint8_t {
    all,     // each holds
    any,     // at least one holds
    one,     // exactly one holds
    never,   // the only one does not hold
    branch,  // three: if the first holds the second does, else the third
  };
  Kind kind = Kind::all;
  std::vector<InputRule> rules{};
};

// What few schemas ask for, apart from the rest so that other inputs do not pay for it.
struct RareInputRules {
  std::optional<double> above;  // a number must be
  std::optional<double> below;
  std::optional<double> multiple_of;
  std::optional<RegularExpression> pattern;  // found in a text
  std::string pattern_text;
  bool unique_items = false;
  bool closed = false;                  // an object has no fields but those of the rule
  std::vector<InputRule> other_fields;  // one rule for the fields it has no rule for, or none
  std::vector<InputCondition> conditions;
};

struct InputSchema {
  std::vector<InputRule> fields;
  std::shared_ptr<const RareInputRules> rare{};  // null for most

  // nullptr when the model has no such input.
  const InputRule* find(std::string_view name) const {
    for (const InputRule& rule : fields) {
      if (rule.name == name) return &rule;
    }
    return nullptr;
  }
};

}  // namespace wavespeed_mock
