// What messages and reports say of a text or a value that they should not repeat as it is.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::shown_text_test {
namespace {

using nlohmann::json;

TEST(JsonKind, DoesNotQuoteTheValue) {
  EXPECT_EQ(json_kind("secret"), "a string");
  EXPECT_EQ(json_kind(1234), "a number");
  EXPECT_EQ(json_kind({"secret"}), "a list");
  EXPECT_EQ(json_kind({{"a", "secret"}}), "an object");
  EXPECT_EQ(json_kind(nullptr), "null");
  EXPECT_EQ(json_kind(true), "true");
  EXPECT_EQ(json_kind(""), "\"\"");
}

TEST(JsonReader, DoesNotQuoteKeys) {
  for (const json& wrong : {json("secret"), json(5), json({{"a", "secret"}}), json({"secret"})}) {
    const json object = {{"key", wrong}, {"keys", wrong}};
    const auto error = [&](auto read) -> std::string {
      try {
        JsonReader in(object, "here");
        read(in);
      } catch (const ConfigError& problem) {
        return problem.what();
      }
      return "";
    };
    const std::string kind = json_kind(wrong);
    if (!wrong.is_string()) {
      EXPECT_EQ(error([](JsonReader& in) { in.text("key"); }),
                "here: field \"key\": must be a string, not " + kind);
    }
    if (!wrong.is_array()) {
      EXPECT_EQ(error([](JsonReader& in) { in.each("keys", [](const auto&, const auto&) {}); }),
                "here: field \"keys\": must be a list, not " + kind);
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::shown_text_test
