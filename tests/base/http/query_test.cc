#include "base/http/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::query_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Query::Field> fields(std::string_view target) {
  const Query query(target);
  return {query.begin(), query.end()};
}

TEST(Query, StartsAfterTheQuestionMark) {
  EXPECT_THAT(fields("/api/v3/predictions?page=2&model=acme/poster"),
              ElementsAre(Query::Field("page", "2"), Query::Field("model", "acme/poster")));
  for (const std::string target : {"", "/", "/a=b&c=d", "/a?", "/a?&", "/a?&&"}) {
    EXPECT_THAT(fields(target), IsEmpty()) << target;
  }
  EXPECT_THAT(fields("/a?b=c?d"), ElementsAre(Query::Field("b", "c?d")));
}

TEST(Query, DecodesNamesAndValues) {
  struct Case {
    std::string text;
    std::string value;
  };
  for (const Case& c :
       {Case{"acme%2Fposter", "acme/poster"}, Case{"%2f%2F", "//"}, Case{"a+b%20c", "a b c"},
        Case{"%2B", "+"}, Case{"%C3%A4", "ä"}, Case{"a%26b%3Dc", "a&b=c"}, Case{"%25", "%"},
        Case{"%2525", "%25"}, Case{"%00", std::string(1, '\0')}}) {
    EXPECT_THAT(fields("/?n=" + c.text), ElementsAre(Query::Field("n", c.value))) << c.text;
    EXPECT_THAT(fields("/?" + c.text + "=v"), ElementsAre(Query::Field(c.value, "v"))) << c.text;
  }
}

TEST(Query, KeepsMalformedFieldsUnchanged) {
  struct Case {
    std::string text;
    Query::Field field;
  };
  for (const Case& c :
       {Case{"n=%", {"n", "%"}}, Case{"n=%4", {"n", "%4"}}, Case{"n=%zz", {"n", "%zz"}},
        Case{"n=%4g", {"n", "%4g"}}, Case{"n=100%&", {"n", "100%"}}, Case{"n", {"n", ""}},
        Case{"n=", {"n", ""}}, Case{"=v", {"", "v"}}, Case{"n=a=b", {"n", "a=b"}},
        Case{"&&n=v&", {"n", "v"}}}) {
    EXPECT_THAT(fields("/?" + c.text), ElementsAre(c.field)) << c.text;
  }
}

TEST(Query, KeepsRepeatedNames) {
  const Query query("/?a=1&b=2&a=3&a");
  ASSERT_NE(query.find("a"), nullptr);
  EXPECT_EQ(*query.find("a"), "1");
  EXPECT_EQ(query.find("c"), nullptr);
  EXPECT_THAT(query.all("a"), ElementsAre("1", "3", ""));
  EXPECT_THAT(query.all("c"), IsEmpty());
}

}  // namespace
}  // namespace wavespeed_mock::query_test
