#include "contract/redaction/json_redaction.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::json_redaction_test {
namespace {

std::string redacted(std::string_view text, TextEnd end = TextEnd::whole) {
  SecretText secrets;
  JsonRedaction(secrets, ContractDocument::builtin(), "", text, end).note();
  return JsonRedaction(secrets, ContractDocument::builtin(), "", text, end).redacted();
}

TEST(JsonRedaction, KeepsAllThatIsNotSecret) {
  for (const char* text : {"{ \"b\" : 1.50, \"a\" : \"\\u00e9\\/x\", \"b\" : [ ] }\n", "[[[{}]]]",
                           "{}", "{\"tokens\": 5, \"max_token\": 7}"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(JsonRedaction, RemovesEachMemberOfTheSameName) {
  EXPECT_EQ(redacted(R"({"token":"first-123","token":"second-123"})"),
            R"({"token":"{{secret-1}}","token":"{{secret-2}}"})");
}

TEST(JsonRedaction, RemovesWhatALaterMemberNames) {
  EXPECT_EQ(redacted(R"({"echo":"it is hunter-2x","password":"hunter-2x"})"),
            R"({"echo":"it is {{secret-1}}","password":"{{secret-1}}"})");
  EXPECT_EQ(redacted(R"({"echo":"12345678","number":12345678,"password":12345678})"),
            R"({"echo":"{{secret-1}}","number":1,"password":1})");
}

TEST(JsonRedaction, RemovesSecretsFromTextThatIsCut) {
  constexpr std::string_view kWhole =
      R"({"a":{"x":["é"]},"credentials":{"of":["planted 0123456789\"x"]},"pin":1234567,"z":[1]})";
  for (std::size_t size = 1; size < kWhole.size(); ++size) {
    const std::string text = redacted(kWhole.substr(0, size), TextEnd::cut);
    EXPECT_EQ(text.find("plan"), std::string::npos) << text;
    EXPECT_EQ(text.find("6789"), std::string::npos) << text;
    EXPECT_EQ(text.find("12345"), std::string::npos) << text;
  }
  EXPECT_EQ(redacted(R"({"a":"b","token":"abc)", TextEnd::cut),
            R"({"a":"b","token":"{{secret-1}})");
  EXPECT_EQ(redacted(R"({"a":["b","c)", TextEnd::cut), R"({"a":["b","c)");
}

TEST(JsonRedaction, RemovesSecretsFromTextThatIsBroken) {
  EXPECT_EQ(redacted(R"({"a":1,"token":'abc 1',"b":2})"),
            R"({"a":1,"token":'{{secret-1}}',"b":2})");
  EXPECT_EQ(redacted(R"({"a":1 "token":"abc 1"})"), R"({"a":1 "token":"{{secret-1}}"})");
  for (const std::string name : {"api key", "api\\u005fkey", "db.password", "mot de passwd"}) {
    EXPECT_EQ(redacted("{\"" + name + "\": 'abc 1',\"b\":2}"),
              "{\"" + name + "\": '{{secret-1}}',\"b\":2}");
    EXPECT_EQ(redacted("{\"" + name + "\":abc}"), "{\"" + name + "\":{{secret-1}}}");
  }
  EXPECT_EQ(redacted("[info] password: abc"), "[info] password: {{secret-1}}");
}

TEST(JsonRedaction, TakesAnyDepthInLinearTime) {
  constexpr std::size_t kDepth = 100'000;
  const std::string open(kDepth, '[');
  const std::string close(kDepth, ']');
  EXPECT_EQ(redacted(R"({"token":)" + open + R"("abcdef")" + close + '}'),
            R"({"token":)" + open + R"("{{secret-1}}")" + close + '}');
  // Each a name of its own, each a secret of its own.
  std::string many = "{\"long" + std::string(kDepth, 'x') + "\":[0";
  for (std::size_t i = 0; i < kDepth; ++i) many += ",1";
  many += ']';
  for (std::size_t i = 0; i < 10'000; ++i) {
    many += ",\"token_" + std::to_string(i) + "\":\"secret-no-" + std::to_string(i) + '"';
  }
  many += '}';
  EXPECT_EQ(redacted(many).find("secret-no-"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::json_redaction_test
