#include "wavespeed_mock/message.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::message_test {
namespace {

TEST(Headers, FindsNamesIgnoringCase) {
  const Headers headers = {{"Content-Type", "application/json"}, {"X-Mock-1", "on"}};
  for (const std::string_view name : {"Content-Type", "content-type", "CONTENT-TYPE"}) {
    ASSERT_NE(headers.find(name), nullptr) << name;
    EXPECT_EQ(*headers.find(name), "application/json") << name;
    EXPECT_EQ(headers.get(name), "application/json") << name;
  }
  EXPECT_EQ(headers.get("x-mock-1"), "on");
}

TEST(Headers, DoesNotMatchSimilarBytes) {
  const Headers headers = {{"Content-Type", "application/json"}, {"A@[`{", "punctuation"}};
  // The last two names differ from the field above by the bit that distinguishes 'A' from 'a'.
  for (const std::string_view name :
       {"", "Content", "Content-Type ", "Content_Type", "Content-Typ\xe9", "a`[`{", "a@{`{"}) {
    EXPECT_EQ(headers.find(name), nullptr) << name;
    EXPECT_EQ(headers.get(name), "") << name;
  }
}

TEST(Headers, DistinguishesAnEmptyValueFromNoField) {
  const Headers headers = {{"Prefer", ""}};
  ASSERT_NE(headers.find("prefer"), nullptr);
  EXPECT_EQ(*headers.find("prefer"), "");
  EXPECT_EQ(headers.find("accept"), nullptr);
}

TEST(Headers, KeepsOrderAndRepeatedFields) {
  Headers headers;
  headers.add("Set-Cookie", "a=1");
  headers.add("Date", "today");
  headers.add("set-cookie", "b=2");

  std::vector<std::string> lines;
  for (const Header& field : headers) lines.push_back(field.name + ": " + field.value);
  EXPECT_EQ(lines, (std::vector<std::string>{"Set-Cookie: a=1", "Date: today", "set-cookie: b=2"}));
  EXPECT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers.get("SET-COOKIE"), "a=1") << "the first one is returned";
}

TEST(Headers, AreEmptyInitiallyAndAfterClear) {
  Headers headers;
  EXPECT_EQ(headers.size(), 0U);
  EXPECT_EQ(headers.begin(), headers.end());
  headers.add("Date", "today");
  headers.clear();
  EXPECT_EQ(headers.size(), 0U);
  EXPECT_EQ(headers.find("Date"), nullptr);
}

TEST(Response, DefaultsToAnImmediate200WithoutABody) {
  const Response response;
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.size(), 0U);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.delivery.delay, std::chrono::nanoseconds(0));
}

}  // namespace
}  // namespace wavespeed_mock::message_test
