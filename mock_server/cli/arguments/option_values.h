// The kinds of values that options have. Each function binds one field of a command's settings: the
// field's present content becomes the default, and limits and choices become the sentence that
// error messages show, so that none of them is written twice.
//
// The field must outlive the value. Used at start only, by one thread.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cli/arguments/option.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock::cli {

// "a, b or c".
std::string list_of(const std::vector<std::string>& names, std::string_view last_word = "or");

// Any text but an empty one. `suggestions` are some of the valid ones.
Value text_value(std::string& field, std::string expected,
                 std::vector<std::string> suggestions = {});

// A text that `is_valid` accepts.
Value checked_text_value(std::string& field, std::string expected,
                         bool (*is_valid)(const std::string& text));

// A number from `min` to `max`. `unit` completes "a whole number of …". For the types of the
// instances in option_values.cc.
template <class Number>
Value number_value(Number& field, std::type_identity_t<Number> min,
                   std::type_identity_t<Number> max, std::string_view unit = "");
template <class Number>
Value number_value(std::optional<Number>& field, std::type_identity_t<Number> min,
                   std::type_identity_t<Number> max, std::string_view unit = "");

// US dollars from 0 to `max`, to the nearest micro-dollar. Refuses an amount above 0 that would
// become 0.
Value money_value(Money& field, double max);
Value money_value(std::optional<Money>& field, double max);

// A value that `read` reads from a text into `field`. `read` returns false, and changes nothing,
// for a text that is not as `expected` says.
template <class Field>
Value read_value(Field& field, std::string_view expected, const std::string& default_text,
                 bool (*read)(std::string_view text, Field& field),
                 const std::vector<std::string>& suggestions = {}) {
  return {.expected = std::string(expected),
          .default_text = default_text,
          .suggestions = suggestions,
          .set = [&field, read](const RawValue& given) {
            return given.texts.size() == 1 && read(given.texts[0], field);
          }};
}

// A duration such as `example`, of at least `min`.
Value duration_value(Duration& field, Duration min, std::string_view example);

// True or false.
Value toggle_value(bool& field);

// Fields that a path, or several, are written into.
Value path_value(std::filesystem::path& field, std::string expected = "the path of a file");
Value path_value(std::optional<std::filesystem::path>& field,
                 std::string expected = "the path of a file", Offer offer = Offer::files);
Value paths_value(std::vector<std::filesystem::path>& field, std::string expected);

// One of `names`. `now` is the index of the default; `take` is called with the index of the given
// name.
Value choice_of(std::vector<std::string> names, std::size_t now,
                std::function<void(std::size_t)> take);

// One of these texts.
Value choice_value(std::string& field, const std::vector<std::string>& names);

template <class Field>
struct Choice {
  std::string_view name;
  Field value;
};

// One of these names, each of which means a value of the field.
template <class Field>
Value choice_value(Field& field,
                   std::initializer_list<Choice<std::type_identity_t<Field>>> choices) {
  std::vector<std::string> names;
  std::vector<Field> values;
  std::size_t now = choices.size();
  for (const Choice<Field>& choice : choices) {
    if (choice.value == field) now = names.size();
    names.emplace_back(choice.name);
    values.push_back(choice.value);
  }
  return choice_of(
      std::move(names), now,
      [&field, values = std::move(values)](std::size_t location) { field = values[location]; });
}

}  // namespace wavespeed_mock::cli
