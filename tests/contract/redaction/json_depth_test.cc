// JSON that is nested deep: what the contract does not describe any more is read by its names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/text/json_parser.h"
#include "contract/redaction/json_redaction.h"
#include "contract/redaction/redaction.h"
#include "support/transcripts.h"

namespace wavespeed_mock::json_depth_test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// `value` below that many objects and arrays.
std::string nested(std::size_t levels, const std::string& value) {
  return repeated(R"({"a":[)", levels / 2) + value + repeated("]}", levels / 2);
}

std::string redacted(const std::string& json) {
  SecretText secrets;
  return JsonRedaction(secrets, ContractDocument::builtin(), "", json, TextEnd::whole).redacted();
}

TEST(JsonDepth, DoesNotHideASecret) {
  for (const std::size_t levels : {2U, 62U, 64U, 66U, 1'000U}) {
    const std::string json =
        nested(levels,
               R"({"password":["one-1",{"b":"two-2"}],"pin":12,"c":"word"},{"api_key":"three-3"})");
    EXPECT_EQ(
        redacted(json),
        nested(
            levels,
            R"({"password":["{{secret-1}}",{"b":"{{secret-2}}"}],"pin":1,"c":"word"},{"api_key":"{{secret-3}}"})"))
        << levels;
  }
}

// The contract marks it, above and below what it does not describe.
TEST(JsonDepth, DoesNotConfuseTheSchema) {
  const std::string deep = nested(200, "1");
  const auto exchange =
      Redaction(ContractDocument::builtin())
          .redacted(json_exchange("GET", "/api/v3/webhook/secret", "",
                                  R"({"x":)" + deep + R"(,"data":{"x":)" + deep +
                                      R"(,"secret":"hush-hush"},"y":)" + deep + "}"));
  EXPECT_THAT(exchange.response.body, HasSubstr(R"("secret":"{{secret-1}}")"));
  EXPECT_THAT(exchange.response.body, HasSubstr(deep));
}

TEST(JsonDepth, TakesNothingButBrackets) {
  const std::string brackets(1'000'000, '[');
  EXPECT_EQ(redacted(brackets), brackets);
}

Request post(std::string body) {
  return {.method = "POST",
          .target = "/api/v3/acme/a",
          .headers = {{"Content-Type", "application/json"}},
          .body = std::move(body)};
}

// What is quoted of a request comes from a body that was parsed.
TEST(JsonDepth, EndsWhatIsLearnedOfAQuotedRequest) {
  const auto learned = [](const std::string& body) {
    Redaction redaction(ContractDocument::builtin());
    redaction.learn_quoted(post(body));
    return redaction.redacted("hunter2-hunter2") != "hunter2-hunter2";
  };
  const std::string secret = R"({"password":"hunter2-hunter2"})";
  EXPECT_TRUE(learned(secret));
  EXPECT_TRUE(learned('[' + secret + ']'));
  const std::string deepest =
      std::string(kMaxJsonDepth - 1, '[') + secret + std::string(kMaxJsonDepth - 1, ']');
  ASSERT_TRUE(is_json(deepest));
  EXPECT_TRUE(learned(deepest));
  ASSERT_FALSE(is_json('[' + deepest + ']'));
  EXPECT_FALSE(learned('[' + deepest + ']')) << "no message quotes it";
  EXPECT_FALSE(learned("[" + std::string(kMaxJsonDepth, '[') + "," + secret));
  EXPECT_FALSE(learned("nothing but text, with password=hunter2-hunter2"));
  EXPECT_FALSE(learned("{} password=hunter2-hunter2"));
}

}  // namespace
}  // namespace wavespeed_mock::json_depth_test
