#include "domain/faults/kinds/fault_describer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/every_field.h"

namespace wavespeed_mock::fault_describer_test {
namespace {

TEST(FaultDescriber, WritesTypesRangesDefaultsAndMeanings) {
  EveryField fault;
  const auto expected = nlohmann::ordered_json::parse(R"({
    "whole": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5, "description": "a whole number"},
    "perhaps": {"type": "integer", "minimum": 1, "maximum": 9, "description": "one that may be left out"},
    "even": {"type": "integer", "enum": [2, 4], "default": 2, "description": "one of two"},
    "number": {"type": "number", "minimum": 0.0, "maximum": 1.0, "default": 0.5, "description": "any number"},
    "text": {"type": "string", "default": "word", "description": "a text"},
    "maybe": {"type": "string", "description": "a text that may be left out"},
    "letter": {"type": "string", "enum": ["a", "b"], "default": "a", "description": "one of two letters"},
    "pause": {"type": "string", "x-form": "duration", "default": "5s", "description": "a time"},
    "length": {"type": "string", "x-form": "distribution", "default": "fixed:1s", "description": "a time that is drawn"}
  })");
  EXPECT_EQ(describe_fault_fields(fault).dump(1), expected.dump(1));
}

}  // namespace
}  // namespace wavespeed_mock::fault_describer_test
