#include "contract/transcript/recorded_request.h"

#include <gtest/gtest.h>

#include "support/transcripts.h"

namespace wavespeed_mock::recorded_request_test {
namespace {

Request posted(std::string body, std::string target = "/a?x=1&y=2") {
  return {.method = "POST",
          .target = std::move(target),
          .headers = {{"Authorization", "Bearer other"}, {"Content-Type", "application/json"}},
          .body = std::move(body)};
}

// The difference of `sent` from `recorded`; "" if there is none.
std::string difference(const RecordedExchange& recorded, const Request& sent) {
  return RecordedRequest(recorded).difference(SentRequest(sent, "http://me:1")).value_or("");
}

RecordedExchange recorded(std::string body, std::string target = "/a?x=1&y=2") {
  return json_exchange("POST", std::move(target), std::move(body), "{}");
}

TEST(RecordedRequest, ComparesJsonAsValuesAndTheQueryInAnyOrder) {
  const auto exchange = recorded(R"({"a":1,"b":[1,2],"c":{"d":null}})");
  EXPECT_EQ(
      difference(exchange, posted(R"({ "c": {"d": null}, "b": [1.0, 2], "a": 1 })", "/a?y=2&x=1")),
      "");
  EXPECT_EQ(difference(exchange, posted(R"({"a":1,"b":[1,2],"c":{"d":null}})", "//a/?x=%31&y=2")),
            "");
}

TEST(RecordedRequest, ReportsTheFirstDifference) {
  const auto exchange = recorded(R"({"a":{"n":2},"b":"x"})");
  EXPECT_EQ(difference(exchange, posted(R"({"a":{"n":3},"b":"y"})")),
            "body: a.n is 2 in the recording, not 3");
  EXPECT_EQ(difference(exchange, posted(R"({"a":{"n":2}})")),
            "body: b is \"x\" in the recording, not nothing");
  EXPECT_EQ(difference(exchange, posted("hello")),
            R"(body: it is {"a":{"n":2},"b":"x"} in the recording, not "hello")");
  EXPECT_EQ(difference(exchange, posted("")),
            R"(body: it is {"a":{"n":2},"b":"x"} in the recording, not empty)");
  EXPECT_EQ(difference(exchange, posted("{}", "/a?x=1&y=3")),
            "query: it is y=2 in the recording, not y=3");
  EXPECT_EQ(difference(exchange, posted("{}", "/a?x=1")),
            "query: it is y=2 in the recording, not nothing");
  EXPECT_EQ(difference(exchange, posted("{}", "/b")), "POST /a is another endpoint");
  Request without_key = posted("{}");
  without_key.headers = {};
  EXPECT_EQ(difference(exchange, without_key), "it came with an API key");
}

TEST(RecordedRequest, ComparesOtherBodiesByteByByte) {
  const auto exchange = recorded(std::string("\0\xff", 2));
  EXPECT_EQ(difference(exchange, posted(std::string("\0\xff", 2))), "");
  EXPECT_EQ(difference(exchange, posted(std::string("\0\xfe", 2))),
            "body: it is 2 bytes in the recording, not 2 bytes");
}

TEST(RecordedRequest, IgnoresTheBoundariesOfAForm) {
  const auto form = [](const std::string& boundary, const std::string& content) {
    return Request{
        .method = "POST",
        .target = "/a",
        .headers = {{"Content-Type", "multipart/form-data; boundary=" + boundary}},
        .body = "--" + boundary +
                "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" +
                content + "\r\n--" + boundary + "--\r\n"};
  };
  const auto exchange = exchange_of(form("abc", "one"), {});
  EXPECT_EQ(difference(exchange, form("xyz1", "one")), "");
  EXPECT_NE(difference(exchange, form("abc", "two")), "");
  // Nothing of the body is kept, so only its hash can be compared.
  RecordedExchange cut_form = exchange;
  cut_form.request_cut = cut(cut_form.request.body);
  cut_form.request.body.clear();
  EXPECT_EQ(difference(cut_form, form("xyz", "two")), "");
}

TEST(RecordedRequest, ComparesTheHashOfATruncatedBody) {
  RecordedExchange exchange = recorded("");
  exchange.request_cut = cut("bytes");
  EXPECT_EQ(difference(exchange, posted("bytes")), "");
  EXPECT_EQ(difference(exchange, posted("others")),
            "body: it is 5 other bytes in the recording, not 6");
}

TEST(RecordedRequest, TreatsPlaceholdersAsWildcards) {
  const auto exchange =
      recorded(R"({"key":"{{secret-1}}","to":"mail {{email-1}}","image":"{{base_url}}/i.png"})",
               "/a?sig=redacted-secret-2&n={{base_url}}/x");
  EXPECT_EQ(difference(exchange, posted(R"({"key":"mine","to":"you","image":"http://me:1/i.png"})",
                                        "/a?sig=abc&n=http%3A%2F%2Fme%3A1%2Fx")),
            "");
  EXPECT_NE(difference(exchange, posted(R"({"key":"mine","to":"you","image":"http://me:2/i.png"})",
                                        "/a?sig=abc&n=http://me:1/x")),
            "");
}

TEST(RecordedRequest, RecognisesARepetition) {
  const auto a = RecordedRequest(recorded(R"({"a":1})"));
  EXPECT_EQ(a.fingerprint(),
            RecordedRequest(recorded(R"({ "a": 1 })", "/a?y=2&x=1")).fingerprint());
  EXPECT_NE(a.fingerprint(), RecordedRequest(recorded(R"({"a":2})")).fingerprint());
  EXPECT_NE(a.fingerprint(), RecordedRequest(recorded("")).fingerprint());
  EXPECT_NE(a.fingerprint(), RecordedRequest(recorded(R"({"a":1})", "/b?x=1&y=2")).fingerprint());
  RecordedExchange without_key = recorded(R"({"a":1})");
  without_key.request.headers = {};
  EXPECT_NE(a.fingerprint(), RecordedRequest(without_key).fingerprint());
}

}  // namespace
}  // namespace wavespeed_mock::recorded_request_test
