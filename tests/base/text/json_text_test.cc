#include "base/text/json_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::json_text_test {
namespace {

using namespace std::string_view_literals;

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string parsed(const std::string& text) {
  return nlohmann::json::parse(text);
}

TEST(JsonString, QuotesAndEscapes) {
  struct Case {
    std::string_view text;
    std::string_view json;
  };
  const std::vector<Case> cases = {
      {"", R"("")"},
      {"wavespeed-ai/flux-dev", R"("wavespeed-ai/flux-dev")"},
      {" ~!#[]", R"(" ~!#[]")"},
      {R"(say "hi")", R"("say \"hi\"")"},
      {R"(C:\temp)", R"("C:\\temp")"},
      {"https://x/y", R"("https://x/y")"},
      {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {"a\0b"sv, R"("a\u0000b")"},
      {"\x1f", R"("\u001f")"},
      {"\x7f", "\"\x7f\""},
  };
  for (const Case& c : cases) EXPECT_EQ(json_string(c.text), c.json);
}

TEST(JsonString, KeepsUtf8SequencesOfAnyLength) {
  // Two, three and four bytes, and the first and last character of each length.
  for (const std::string_view text : {"naïve"sv, "東京"sv, "🎬 film"sv, "\u0080\u07ff\u0800\uffff"sv,
                                      "\U00010000\U0010ffff"sv, "\u2028"sv}) {
    EXPECT_EQ(json_string(text), '"' + std::string(text) + '"');
    EXPECT_EQ(parsed(json_string(text)), text);
  }
}

TEST(JsonString, ReplacesInvalidUtf8) {
  struct Case {
    std::string_view what;
    std::string_view text;
    std::string_view json;
  };
  const std::vector<Case> cases = {
      {"a byte that no character has",
       "a\xff"
       "b",
       "\"a\uFFFDb\""},
      {"a continuation without a start",
       "a\x80"
       "b",
       "\"a\uFFFDb\""},
      {"a character cut off at the end", "ab\xc3", "\"ab\uFFFD\""},
      {"a character cut off by another",
       "\xe6\x9d"
       "b",
       "\"\uFFFDb\""},
      {"Latin-1", "na\xefve", "\"na\uFFFDve\""},
      {"a quote after an invalid byte", "\xff\"", "\"\uFFFD\\\"\""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(json_string(c.text), c.json) << c.what;
    EXPECT_TRUE(nlohmann::json::accept(json_string(c.text))) << c.what;
  }
  // The number of replacement characters is up to the library; the result must be valid JSON.
  for (const std::string_view text : {"\xc0\xaf"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv}) {
    const std::string back = parsed(json_string(text));
    EXPECT_TRUE(back.starts_with("\uFFFD")) << back;
  }
}

TEST(JsonString, RoundTripsThroughTheParser) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = {'a', static_cast<char>(byte), 'b'};
    EXPECT_EQ(parsed(json_string(text)), byte < 0x80 ? text : "a\uFFFDb") << byte;
  }
}

TEST(JsonNumber, WritesEveryInteger) {
  const auto json_number = [](std::int64_t number) {
    std::string out;
    append_json_number(out, number);
    return out;
  };
  EXPECT_EQ(json_number(0), "0");
  EXPECT_EQ(json_number(-7), "-7");
  EXPECT_EQ(json_number(1'700'000'000), "1700000000");
  EXPECT_EQ(json_number(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
  EXPECT_EQ(json_number(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonAmount, IsWrittenLikeADouble) {
  const auto json_amount = [](std::int64_t micros) {
    std::string out = "[";
    append_json_amount(out, Money{micros});
    return out;
  };
  EXPECT_EQ(json_amount(0), "[0.0");
  EXPECT_EQ(json_amount(100'000'000), "[100.0");
  EXPECT_EQ(json_amount(-12'000), "[-0.012");
  EXPECT_EQ(json_amount(1), "[0.000001");
}

TEST(JsonArray, HasCommasBetweenItems) {
  const auto json_array = [](const std::vector<int>& items) {
    std::string out;
    append_json_array(out, items, [&](int item) { append_json_number(out, item); });
    return out;
  };
  EXPECT_EQ(json_array({}), "[]");
  EXPECT_EQ(json_array({7}), "[7]");
  EXPECT_EQ(json_array({7, 7, 8}), "[7,7,8]");
}

TEST(JsonText, AppendsToTheText) {
  std::string out = "{";
  append_json_string(out, "code");
  out += ':';
  append_json_number(out, 200);
  out += ',';
  append_json_string(out, "line\nbreak");
  EXPECT_EQ(out, R"({"code":200,"line\nbreak")");
}

std::string written(const nlohmann::ordered_json& value) {
  std::string out;
  append_json(out, value);
  return out;
}

TEST(JsonValue, IsWrittenAsTheLibraryWritesIt) {
  const auto value = nlohmann::ordered_json::parse(
      R"({"z":{},"a":[],"list":[1,-2,18446744073709551615,true,false,null,[{"x":"é\n"}]],"":"",)"
      R"("numbers":[0.0,-0.0,0.012,100.0,0.0001,9.9e-07,1e-300,1e+15,1e+22,-3.25,999999999999999.0]})");
  EXPECT_EQ(written(value), value.dump());
  EXPECT_EQ(written({{"broken", "a\xff"}}), "{\"broken\":\"a\uFFFD\"}");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonValue, HasNoMoreDigitsThanItNeeds) {
  EXPECT_EQ(written(782.047618), "782.047618");
  EXPECT_EQ(written(6627196.475263), "6627196.475263");
}

}  // namespace
}  // namespace wavespeed_mock::json_text_test
