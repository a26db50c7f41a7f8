#include "api/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/value/timestamp.h"

namespace wavespeed_mock::parameters_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;

// The error for {"x": value} when `read` reads "x"; "" if there is none.
std::string problem_with(const json& value, const std::function<void(Parameters&)>& read) {
  const json object = {{"x", value}};
  Parameters parameters(object);
  read(parameters);
  return parameters.problem() ? parameters.problem()->message : "";
}

Request with_body(std::string body) {
  return {.method = "POST", .target = "/", .headers = {}, .body = std::move(body)};
}

TEST(Parameters, MayComeFromABody) {
  json object;
  EXPECT_FALSE(read_optional_object(with_body(R"({"page": 2})"), object));
  EXPECT_EQ(object, json({{"page", 2}}));
  EXPECT_FALSE(read_optional_object(with_body(""), object));
  EXPECT_EQ(object, json::object());
  for (const std::string body : {"[]", "{", " "}) {
    const auto problem = read_optional_object(with_body(body), object);
    ASSERT_TRUE(problem) << body;
    EXPECT_EQ(problem->http, 400);
  }
}

TEST(Parameters, MayComeFromAQuery) {
  const Request request{
      .method = "GET", .target = "/a?page=2&model=acme%2Fx&page=3", .headers = {}, .body = {}};
  EXPECT_EQ(query_object(request), json({{"page", "2"}, {"model", "acme/x"}}));
}

TEST(Parameters, AreAbsentWhenNullOrEmpty) {
  for (const json& object : {json::object(), json{{"x", nullptr}}, json{{"x", ""}}}) {
    Parameters in(object);
    EXPECT_EQ(in.integer("x", 7, 1, 9), 7);
    EXPECT_TRUE(in.boolean("x", true));
    EXPECT_EQ(in.text("x"), "");
    EXPECT_EQ(in.choice("x", {"a"}), "");
    EXPECT_FALSE(in.texts("x"));
    EXPECT_FALSE(in.time("x"));
    EXPECT_FALSE(in.problem());
    EXPECT_EQ(in.required_text("x"), "");
    ASSERT_TRUE(in.problem());
    EXPECT_EQ(in.problem()->message, "x is required, a string");
    EXPECT_EQ(in.problem()->http, 400);
  }
}

TEST(Parameters, ReadIntegers) {
  struct Case {
    json value;
    std::int64_t number;  // 0: refused
  };
  for (const Case& c :
       {Case{1, 1}, Case{100, 100}, Case{0, 0}, Case{101, 0}, Case{-1, 0}, Case{"20", 20},
        Case{"0", 0}, Case{" 20", 0}, Case{"20x", 0}, Case{"1.0", 0}, Case{2.0, 2}, Case{2.5, 0},
        Case{1e300, 0}, Case{18446744073709551615U, 0}, Case{true, 0}, Case{json::array({1}), 0}}) {
    const auto read = [&](Parameters& in) {
      EXPECT_EQ(in.integer("x", 50, 1, 100), c.number == 0 ? 50 : c.number) << c.value;
    };
    EXPECT_EQ(problem_with(c.value, read),
              c.number == 0 ? "x must be a whole number from 1 to 100, not " + c.value.dump() : "");
  }
}

TEST(Parameters, ReadBooleans) {
  for (const json& value : {json(true), json("true")}) {
    EXPECT_EQ(problem_with(value, [](Parameters& in) { EXPECT_TRUE(in.boolean("x", false)); }), "");
  }
  for (const json& value : {json(false), json("false")}) {
    EXPECT_EQ(problem_with(value, [](Parameters& in) { EXPECT_FALSE(in.boolean("x", true)); }), "");
  }
  for (const json& value : {json(1), json("yes"), json("True")}) {
    EXPECT_EQ(problem_with(value, [](Parameters& in) { in.boolean("x", true); }),
              "x must be true or false, not " + value.dump());
  }
}

TEST(Parameters, ReadStrings) {
  EXPECT_EQ(problem_with("a", [](Parameters& in) { EXPECT_EQ(in.text("x"), "a"); }), "");
  EXPECT_EQ(problem_with(7, [](Parameters& in) { in.text("x"); }), "x must be a string, not 7");
  EXPECT_EQ(problem_with(7, [](Parameters& in) { in.required_text("x"); }),
            "x must be a string, not 7");
  const auto choice = [](Parameters& in) { in.choice("x", {"up", "down"}); };
  EXPECT_EQ(problem_with("down", choice), "");
  EXPECT_EQ(problem_with("Up", choice), R"(x must be one of "up", "down", not "Up")");
  EXPECT_EQ(problem_with(1, choice), R"(x must be one of "up", "down", not 1)");

  EXPECT_EQ(
      problem_with({"a", "b"},
                   [](Parameters& in) { EXPECT_THAT(*in.texts("x"), ElementsAre("a", "b")); }),
      "");
  EXPECT_EQ(
      problem_with("a", [](Parameters& in) { EXPECT_THAT(*in.texts("x"), ElementsAre("a")); }), "");
  for (const json& value : {json(1), json::array({"a", 1}), json::object()}) {
    EXPECT_EQ(problem_with(value, [](Parameters& in) { EXPECT_FALSE(in.texts("x")); }),
              "x must be an array of strings, not " + value.dump());
  }
}

TEST(Parameters, AcceptTheTimeFormatsThatClientsSend) {
  const Timestamp expected = *parse_iso8601("2025-10-01T11:13:30.051Z");
  for (const json& value : {json("2025-10-01T11:13:30.051Z"), json("2025-10-01T13:13:30.051+02:00"),
                            json("1759317210051"), json(1759317210051), json(1759317210051.0)}) {
    EXPECT_EQ(problem_with(value,
                           [&](Parameters& in) {
                             const auto time = in.time("x");
                             ASSERT_TRUE(time) << value;
                             EXPECT_EQ(*time, expected) << value;
                           }),
              "");
  }
  EXPECT_EQ(problem_with("20251001",
                         [](Parameters& in) {
                           EXPECT_EQ(*in.time("x"), *parse_iso8601("2025-10-01T00:00:00Z"));
                         }),
            "")
      << "a date, not the first hours of 1970";
  EXPECT_EQ(
      problem_with("99999999999999",
                   [](Parameters& in) { EXPECT_GT(*in.time("x"), *parse_iso8601("2261-12-31")); }),
      "")
      << "later than any Timestamp";
  for (const json& value :
       {json("yesterday"), json("9999-12-31"), json(-1), json("-1"), json(true), json(1.5)}) {
    EXPECT_EQ(problem_with(value, [](Parameters& in) { EXPECT_FALSE(in.time("x")); }),
              "x must be a time in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\", in the years "
              "1678 to 2261, or in "
              "milliseconds since 1970, not " +
                  value.dump());
  }
}

TEST(Parameters, ReportTheFirstProblem) {
  const json object = {{"a", 0}, {"b", 7}};
  Parameters in(object);
  in.integer("a", 1, 1, 9);
  in.text("b");
  in.refuse("b", "is odd");
  EXPECT_EQ(in.problem()->message, "a must be a whole number from 1 to 9, not 0");
}

}  // namespace
}  // namespace wavespeed_mock::parameters_test
