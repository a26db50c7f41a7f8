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

TEST(OnOneLine, HasNoControlCharacters) {
  EXPECT_EQ(on_one_line("a\nb\r\n\x1b[31m\a\x7f"), "a b   [31m  ");
  EXPECT_EQ(on_one_line(std::string("a\0b", 3)), "a b");
  EXPECT_EQ(on_one_line("\xc2\x9b"
                        "31m\xc2\x80"),
            "  31m  ")
      << "U+009B begins a command too";
  EXPECT_EQ(on_one_line("caf\xc3\xa9 \xc2\xa0 東京 \xc2"), "caf\xc3\xa9 \xc2\xa0 東京 \xc2");
}

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
