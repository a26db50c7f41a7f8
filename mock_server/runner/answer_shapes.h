// A JSON answer by the shape of its places: what "data.items[].id" holds, whichever item it is in.
//
// Plain data and functions without state; any thread.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct SeenValues {
  std::size_t count = 0;
  std::set<std::string> kinds;  // "an integer", "null", …
  std::string example;          // the first, as JSON
};

// By place; "" is the whole answer.
using AnswerShapes = std::map<std::string, SeenValues>;

// All values of an answer; none when it is not JSON. `shown` is the same answer redacted: examples
// are taken from it.
AnswerShapes shapes_of(const Response& answer, const Response& shown);

// "data.items[3].id" as "data.items[].id".
std::string location_of(const std::string& path);

// The parent of a place: "data.items[]" for "data.items[].id".
std::string parent_of(const std::string& location);

// The example of a place, or `nothing`.
std::string shown(const AnswerShapes& shapes, const std::string& location, const char* nothing);

// Whether every object that could have the field has it.
bool always(const AnswerShapes& shapes, const std::string& location);

// Whether there is an object that could have the field, and none has it.
bool lacks(const AnswerShapes& shapes, const std::string& location);

}  // namespace wavespeed_mock
