#include "domain/faults/kinds/fault_reader.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/value/distribution.h"
#include "support/domain_error.h"
#include "support/every_field.h"

namespace wavespeed_mock::fault_reader_test {
namespace {

using nlohmann::json;

EveryField read(const json& value) {
  EveryField fault;
  JsonReader in(value, "here");
  read_fault_fields(fault, in);
  in.done();
  return fault;
}

TEST(FaultReader, ReadsEveryTypeOfField) {
  const EveryField fault = read({{"whole", 1},
                                 {"perhaps", 9},
                                 {"even", 4},
                                 {"number", 1},
                                 {"text", ""},
                                 {"maybe", ""},
                                 {"letter", "b"},
                                 {"pause", "1h"},
                                 {"length", "uniform:1s,2s"}});
  EXPECT_EQ(fault.whole, 1);
  EXPECT_EQ(fault.perhaps, 9);
  EXPECT_EQ(fault.even, 4);
  EXPECT_EQ(fault.number, 1);
  EXPECT_EQ(fault.text, "");
  EXPECT_EQ(fault.maybe, "");
  EXPECT_EQ(fault.letter, "b");
  EXPECT_EQ(fault.pause, std::chrono::hours(1));
  EXPECT_EQ(to_text(fault.length), "uniform:1s,2s");
  EXPECT_EQ(to_text(read({{"length", "3s"}}).length), "fixed:3s");
}

TEST(FaultReader, KeepsDefaultsOfAbsentFields) {
  const EveryField fault = read(json::object());
  EXPECT_EQ(fault.whole, 5);
  EXPECT_EQ(fault.perhaps, std::nullopt);
  EXPECT_EQ(fault.even, 2);
  EXPECT_EQ(fault.number, 0.5);
  EXPECT_EQ(fault.text, "word");
  EXPECT_EQ(fault.maybe, std::nullopt);
  EXPECT_EQ(fault.letter, "a");
  EXPECT_EQ(fault.pause, std::chrono::seconds(5));
  EXPECT_EQ(to_text(fault.length), "fixed:1s");
}

TEST(FaultReader, ExplainsInvalidFields) {
  struct Case {
    json value;
    std::string error;
  };
  const std::vector<Case> cases = {
      {{{"whole", 10}}, R"(field "whole": must be a whole number from 1 to 9, not 10)"},
      {{{"perhaps", "1"}}, R"(field "perhaps": must be a whole number from 1 to 9, not "1")"},
      {{{"even", 3}}, R"(field "even": must be one of 2, 4, not 3)"},
      {{{"even", "2"}}, R"(field "even": must be one of 2, 4, not "2")"},
      {{{"number", 2}}, R"(field "number": must be a number from 0.0 to 1.0, not 2)"},
      {{{"text", 3}}, R"(field "text": must be a string, not 3)"},
      {{{"maybe", nullptr}}, R"(field "maybe": must be a string, not null)"},
      {{{"letter", "c"}}, R"(field "letter": must be one of "a", "b", not "c")"},
      {{{"pause", "5"}},
       R"(field "pause": must be a duration from 0 to 36525d such as "5s", not "5")"},
      {{{"pause", 5}}, R"(field "pause": must be a duration from 0 to 36525d such as "5s", not 5)"},
      {{{"length", "5"}},
       "field \"length\": must be a duration from 0 to 36525d such as \"5s\", " +
           std::string(kDistributionForms) + ", not \"5\""},
      {{{"length", "uniform:3s,1s"}},
       "field \"length\": must be a duration from 0 to 36525d such as \"5s\", " +
           std::string(kDistributionForms) +
           ", not \"uniform:3s,1s\"; its two times are from 0 to 36525d, with units, the shorter "
           "one first"},
      {{{"leter", "a"}}, R"(field "leter" is not known; did you mean "letter"?)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(error_of([&] { read(c.value); }), "here: " + c.error);
  }
}

}  // namespace
}  // namespace wavespeed_mock::fault_reader_test
