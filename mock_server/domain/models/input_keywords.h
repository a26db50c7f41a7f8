// Reads the keywords of a request schema that are about one value, apart from those that hold
// schemas themselves.
#pragma once

#include <functional>
#include <string_view>

#include "base/text/json_reader.h"
#include "records/input_schema.h"

namespace wavespeed_mock {

// Does one step of reading, which throws ConfigError where the schema is wrong.
using ReadingStep = std::function<void(const std::function<void()>& step)>;

// Types, values, ranges, lengths: into `rule`, and `rare` where few schemas have them. Each keyword
// is a step of its own, so that what is wrong with one leaves the others.
void read_value_keywords(JsonReader& in, InputRule& rule, RareInputRules& rare,
                         const ReadingStep& read);

// Adds the types of the values that are allowed to the types of the rule; whether one was missing.
bool add_types_of_values(InputRule& rule);

// Whether it is a keyword of JSON Schema that would constrain inputs, and that no loader knows.
bool is_not_checked(std::string_view keyword);

// Skips what is for clients and people only, which constrains nothing.
void skip_annotations(JsonReader& in);

}  // namespace wavespeed_mock
