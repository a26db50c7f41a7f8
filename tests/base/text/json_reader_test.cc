#include "base/text/json_reader.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/quoting.h"
#include "support/domain_error.h"

namespace wavespeed_mock::json_reader_test {
namespace {

using nlohmann::json;

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

// The error of reading the field "x" of an object that consists of `field`, or has no field if "".
std::string error_of_reading(std::string_view field, const std::function<void(JsonReader&)>& read) {
  const json value = json::parse("{" + std::string(field) + "}");
  return error_in("f.json", [&] {
    JsonReader reader(value, "f.json");
    read(reader);
  });
}

TEST(JsonReader, ReadsPresentFields) {
  const json value = json::parse(R"({
      "text": "seed", "yes": true, "ratio": 0.5, "whole": 3, "count": 7, "mode": "fast",
      "any": null, "empty": [], "list": [1, {"a": 2}]})");
  JsonReader reader(value, "f.json");
  EXPECT_EQ(reader.text("text"), "seed");
  EXPECT_EQ(reader.text("text", "other"), "seed");
  EXPECT_TRUE(reader.boolean("yes", false));
  EXPECT_EQ(reader.number("ratio", 0, 1), 0.5);
  EXPECT_EQ(reader.number("whole", 0, 3), 3.0)
      << "an integer is a number, and ranges are inclusive";
  EXPECT_EQ(reader.optional_number("ratio", 0.5, 1), 0.5);
  EXPECT_EQ(reader.integer("count", 7, 7), 7);
  EXPECT_EQ(reader.optional_integer("count", 0, 9), 7);
  EXPECT_EQ(reader.choice("mode", {"slow", "fast"}, "slow"), "fast");
  ASSERT_NE(reader.value("any"), nullptr);
  EXPECT_TRUE(reader.value("any")->is_null());

  std::vector<std::string> seen;
  const auto note = [&](const json& element, const std::string& where) {
    seen.push_back(where + " = " + element.dump());
  };
  reader.each("empty", note);
  EXPECT_EQ(seen, std::vector<std::string>{});
  reader.each("list", note);
  EXPECT_EQ(seen, (std::vector<std::string>{"f.json: list[0] = 1", "f.json: list[1] = {\"a\":2}"}));
  reader.done();
}

TEST(JsonReader, ReturnsDefaultsForAbsentFields) {
  const json value = json::object();
  JsonReader reader(value, "f.json");
  EXPECT_EQ(reader.text("x", "fallback"), "fallback");
  EXPECT_EQ(reader.text("x", ""), "") << "only a present string must not be empty";
  EXPECT_TRUE(reader.boolean("x", true));
  EXPECT_EQ(reader.optional_number("x", 0, 1), std::nullopt);
  EXPECT_EQ(reader.optional_integer("x", 0, 1), std::nullopt);
  EXPECT_EQ(reader.choice("x", {"slow", "fast"}, "slow"), "slow");
  EXPECT_EQ(reader.value("x"), nullptr);
  reader.each("x", [](const json&, const std::string&) { FAIL() << "the list is absent"; });
}

TEST(JsonReader, ExplainsInvalidFields) {
  struct Case {
    std::string_view field;
    std::function<void(JsonReader&)> read;
    std::string error;
  };
  const auto text = [](JsonReader& in) { in.text("x"); };
  const auto text_or = [](JsonReader& in) { in.text("x", "a"); };
  const auto boolean = [](JsonReader& in) { in.boolean("x", true); };
  const auto number = [](JsonReader& in) { in.number("x", -0.5, 2); };
  const auto number_or = [](JsonReader& in) { in.optional_number("x", -0.5, 2); };
  const auto integer = [](JsonReader& in) { in.integer("x", 1, 9); };
  const auto below_zero = [](JsonReader& in) { in.integer("x", -9, -5); };
  const auto integer_or = [](JsonReader& in) { in.optional_integer("x", 1, 9); };
  const auto choice = [](JsonReader& in) { in.choice("x", {"slow", "fast"}, "slow"); };
  const auto each = [](JsonReader& in) { in.each("x", [](const json&, const std::string&) {}); };
  const std::vector<Case> cases = {
      {"", text, R"(field "x" is missing)"},
      {"", number, R"(field "x" is missing)"},
      {"", integer, R"(field "x" is missing)"},
      {R"("x": 7)", text, R"(field "x": must be a string, not 7)"},
      {R"("x": "")", text, R"(field "x": must not be empty)"},
      {R"("x": null)", text_or, R"(field "x": must be a string, not null)"},
      {R"("x": "")", text_or, R"(field "x": must not be empty)"},
      {R"("x": "yes")", boolean, R"(field "x": must be true or false, not "yes")"},
      {R"("x": 1)", boolean, R"(field "x": must be true or false, not 1)"},
      {R"("x": 2.5)", number, R"(field "x": must be a number from -0.5 to 2.0, not 2.5)"},
      {R"("x": -1)", number, R"(field "x": must be a number from -0.5 to 2.0, not -1)"},
      {R"("x": "1")", number_or, R"(field "x": must be a number from -0.5 to 2.0, not "1")"},
      {R"("x": 0)", integer, R"(field "x": must be a whole number from 1 to 9, not 0)"},
      {R"("x": 10)", integer, R"(field "x": must be a whole number from 1 to 9, not 10)"},
      {R"("x": -3)", integer, R"(field "x": must be a whole number from 1 to 9, not -3)"},
      {R"("x": -3)", below_zero, R"(field "x": must be a whole number from -9 to -5, not -3)"},
      {R"("x": 3.0)", integer, R"(field "x": must be a whole number from 1 to 9, not 3.0)"},
      {R"("x": true)", integer_or, R"(field "x": must be a whole number from 1 to 9, not true)"},
      {R"("x": "Fast")", choice, R"(field "x": must be one of "slow", "fast", not "Fast")"},
      {R"("x": {})", choice, R"(field "x": must be one of "slow", "fast", not {})"},
      {R"("x": {"a": 1})", each, R"(field "x": must be a list, not {"a":1})"},
  };
  for (const Case& c : cases) EXPECT_EQ(error_of_reading(c.field, c.read), c.error);
}

TEST(JsonReader, WantsWhatIsRequired) {
  EXPECT_EQ(error_of_reading("", [](JsonReader& in) { in.required_value("x"); }),
            R"(field "x" is missing)");
  const auto some = [](JsonReader& in) {
    in.each_of_some("x", "key", [](const json&, const std::string&) {});
  };
  EXPECT_EQ(error_of_reading("", some), R"(field "x": must list at least one key)");
  EXPECT_EQ(error_of_reading(R"("x": [])", some), R"(field "x": must list at least one key)");
  EXPECT_EQ(error_of_reading(R"("x": [0])", some), "");
}

TEST(JsonReader, RefusesAFieldThatMustNotBeThere) {
  const auto refuse = [](JsonReader& in) { in.refuse("x", "is for others"); };
  EXPECT_EQ(error_of_reading(R"("x": null)", refuse), R"(field "x": is for others)");
  EXPECT_EQ(error_of_reading(R"("y": 1)", refuse), "");
}

TEST(JsonReader, LeavesIgnoredFieldsAlone) {
  const auto read = [](JsonReader& in) {
    in.ignore("x");
    in.ignore_prefix("x-");
    in.done();
  };
  EXPECT_EQ(error_of_reading(R"("x": [], "x-": 1, "x-y": 2)", read), "");
  EXPECT_EQ(error_of_reading(R"("xy": 1)", read).substr(0, 23), R"(field "xy" is not known)");
}

TEST(JsonReader, ReadsTheMembersOfAnObject) {
  std::vector<std::string> seen;
  const auto read = [&](JsonReader& in) {
    in.each_member("x", "property",
                   [&](const std::string& name, const json& value, const std::string& where) {
                     seen.push_back(name + " = " + value.dump() + " in " + where);
                   });
  };
  EXPECT_EQ(error_of_reading("", read), "");
  EXPECT_EQ(error_of_reading(R"("x": {"a": 1, "b": {}})", read), "");
  EXPECT_EQ(seen, (std::vector<std::string>{R"(a = 1 in f.json: property "a")",
                                            R"(b = {} in f.json: property "b")"}));
  EXPECT_EQ(error_of_reading(R"("x": [])", read), R"(field "x": must be an object, not [])");
}

TEST(JsonReader, ReadsTheWholeRangeOfIntegers) {
  const json value = json::parse(R"({"most": 9223372036854775807, "least": -9223372036854775808})");
  JsonReader reader(value, "f.json");
  EXPECT_EQ(reader.integer("most", kMin, kMax), kMax);
  EXPECT_EQ(reader.integer("least", kMin, kMax), kMin);
  EXPECT_EQ(error_in("f.json", [&] { reader.integer("most", kMin, -1); }),
            R"(field "most": must be a whole number from -9223372036854775808 to -1, not )"
            "9223372036854775807");
}

TEST(JsonReader, RefusesIntegersOutOfRange) {
  for (const std::string number : {"9223372036854775808", "18446744073709551615",
                                   "18446744073709551616", "-9223372036854775809", "1e30"}) {
    const std::string text =
        error_of_reading("\"x\": " + number, [](JsonReader& in) { in.integer("x", kMin, kMax); });
    EXPECT_TRUE(text.starts_with(R"(field "x": must be a whole number from )")) << number;
  }
}

TEST(JsonReader, ShortensQuotedValues) {
  const auto not_a_switch = [](const std::string& text) {
    return error_of_reading("\"x\": " + json(text).dump(),
                            [](JsonReader& in) { in.boolean("x", true); });
  };
  const std::string before = R"(field "x": must be true or false, not ")";
  // Sixty bytes are shown, including quotes.
  EXPECT_EQ(not_a_switch(std::string(58, 'a')), before + std::string(58, 'a') + "\"");
  EXPECT_EQ(not_a_switch(std::string(59, 'a')), before + std::string(59, 'a') + "…");
  // A multibyte character is never split.
  EXPECT_EQ(not_a_switch(std::string(57, 'a') + "東京"), before + std::string(57, 'a') + "…");
  EXPECT_EQ(not_a_switch(std::string(56, 'a') + "東京"), before + std::string(56, 'a') + "東…");
}

TEST(JsonReader, RequiresAnObject) {
  const auto error_of_value = [](const json& value) {
    return error_in("f.json", [&] { JsonReader(value, "f.json"); });
  };
  for (const std::string_view text : {"[]", "null", "3"}) {
    EXPECT_EQ(error_of_value(json::parse(text)), "must be an object, not " + std::string(text));
  }
  // They may be keys in the wrong place.
  EXPECT_EQ(error_of_value("x"), "must be an object, not a string");
  EXPECT_EQ(error_of_value({"x"}), "must be an object, not a list");
}

TEST(JsonReader, ReportsErrorsUnderItsCurrentName) {
  const json value = json::parse(R"({"list": [7]})");
  JsonReader reader(value, "f.json: models[3]");
  EXPECT_EQ(reader.where(), "f.json: models[3]");
  EXPECT_EQ(error_in("f.json", [&] { reader.text("id"); }), "models[3]: field \"id\" is missing");

  reader.rename("f.json: models[3] \"acme/x\"");
  EXPECT_EQ(reader.where(), "f.json: models[3] \"acme/x\"");
  EXPECT_EQ(error_in("f.json", [&] { reader.fail("price", "must be known"); }),
            "models[3] \"acme/x\": field \"price\": must be known");
  reader.each("list", [](const json&, const std::string& where) {
    EXPECT_EQ(where, "f.json: models[3] \"acme/x\": list[0]");
  });
}

TEST(JsonReader, ReportsUnknownFields) {
  const json value = json::parse(R"({"name": "a", "latancy": "2s"})");
  JsonReader reader(value, "f.json");
  reader.text("name");
  EXPECT_EQ(error_in("f.json", [&] { reader.done(); }), R"(field "latancy" is not known)");
  reader.text("latency", "");
  EXPECT_EQ(error_in("f.json", [&] { reader.done(); }),
            R"(field "latancy" is not known; did you mean "latency"?)");
}

// Every accessor marks its field as known, even if the field is absent.
TEST(JsonReader, CountsEveryAccessorAsKnowingItsField) {
  const std::vector<std::function<void(JsonReader&)>> reads = {
      [](JsonReader& in) { in.text("field", "a"); },
      [](JsonReader& in) { in.boolean("field", true); },
      [](JsonReader& in) { in.optional_number("field", 0, 1); },
      [](JsonReader& in) { in.optional_integer("field", 0, 1); },
      [](JsonReader& in) { in.choice("field", {"a"}, "a"); },
      [](JsonReader& in) { in.value("field"); },
      [](JsonReader& in) { in.each("field", [](const json&, const std::string&) {}); },
  };
  for (std::size_t i = 0; i < reads.size(); ++i) {
    EXPECT_EQ(error_of_reading(R"("fields": 1)",
                               [&](JsonReader& in) {
                                 reads[i](in);
                                 in.done();
                               }),
              R"(field "fields" is not known; did you mean "field"?)")
        << i;
  }
}

TEST(JsonReader, DoesNotQuoteKeys) {
  for (const json& wrong : {json("secret"), json(5), json({{"a", "secret"}}), json({"secret"})}) {
    const json object = {{"key", wrong}, {"keys", wrong}};
    const auto error = [&](const std::function<void(JsonReader&)>& read) {
      return error_in("here", [&] {
        JsonReader in(object, "here");
        read(in);
      });
    };
    const std::string kind = json_kind(wrong);
    if (!wrong.is_string()) {
      EXPECT_EQ(error([](JsonReader& in) { in.text("key"); }),
                "field \"key\": must be a string, not " + kind);
    }
    if (!wrong.is_array()) {
      EXPECT_EQ(error([](JsonReader& in) { in.each("keys", [](const auto&, const auto&) {}); }),
                "field \"keys\": must be a list, not " + kind);
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::json_reader_test
