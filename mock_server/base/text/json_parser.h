// The one parser of JSON text: of requests, answers, files.
//
// The whole text must be one value in UTF-8. Arrays and objects can be nested kMaxJsonDepth levels
// deep. A deeper text is refused before it becomes a value: copies, comparisons, dump(), schema
// validation and our own walks call themselves for each level, and this limit is why their stack
// suffices.
//
// The time is linear in the text, but for objects whose order is kept: sorting their names finds
// the repeated ones. Any thread can call it.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// Deeper than any model's inputs.
inline constexpr std::size_t kMaxJsonDepth = 64;

// What a text can hold.
struct JsonForm {
  bool comments = false;  // like "//…" and "/*…*/", which are skipped
  bool unique_keys =
      false;  // a key that an object has twice is an error; else its last value counts
  std::size_t levels_around = 0;  // that the value will be put into, below kMaxJsonDepth
};

// What people write.
inline constexpr JsonForm kJsonFile{.comments = true, .unique_keys = true};

// Nothing when the text is not such a value. `problem` then gets what is wrong, to follow the name
// of the text: "is not valid JSON: at line 3, column 7: …", "is nested deeper than 64 levels, at
// line 1, column 65", "field \"a\" appears twice".
std::optional<nlohmann::json> parse_json(std::string_view text);
std::optional<nlohmann::json> parse_json(std::string_view text, std::string& problem,
                                         const JsonForm& form = {});

// The same with the members of objects in their order.
std::optional<nlohmann::ordered_json> parse_ordered_json(std::string_view text,
                                                         const JsonForm& form = {});

// Whether parse_json() takes the text.
bool is_json(std::string_view text);

}  // namespace wavespeed_mock
