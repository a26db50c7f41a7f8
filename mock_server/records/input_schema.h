// What a model accepts as inputs, compiled from its request schema so that a submission is checked
// without walking JSON schema text.
//
// Plain data, built at start, never changed afterwards; read from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/scalar.h"

namespace wavespeed_mock {

enum class InputType : std::uint8_t {
  string = 1,
  number = 2,
  integer = 4,
  boolean = 8,
  array = 16,
  object = 32,
};

struct InputRule {
  std::string name;
  std::uint8_t types = 0;  // InputType values or'ed; 0 accepts every type
  bool required = false;
  bool nullable = false;
  bool media = false;  // a text is the URL of a file for the model to work on

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

  bool accepts(InputType type) const {
    return types == 0 || (types & static_cast<std::uint8_t>(type)) != 0;
  }
};

struct InputSchema {
  std::vector<InputRule> fields;

  // nullptr when the model has no such input.
  const InputRule* find(std::string_view name) const {
    for (const InputRule& rule : fields) {
      if (rule.name == name) return &rule;
    }
    return nullptr;
  }
};

}  // namespace wavespeed_mock
