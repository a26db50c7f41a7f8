#include "transport/http/field_text.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::transport::field_text_test {
namespace {

TEST(FieldText, SplitsOffPiecesAtTheFront) {
  std::string_view rest = "a, b, c";
  EXPECT_EQ(take_until(rest, ", "), "a");
  EXPECT_EQ(rest, "b, c");
  EXPECT_EQ(take_until(rest, ", "), "b");
  EXPECT_EQ(take_until(rest, ", "), "c");
  EXPECT_EQ(rest, "");
}

TEST(FieldText, FindsATokenInAList) {
  struct Case {
    const char* value;
    bool found;
  };
  for (const Case& c : {Case{"close", true}, Case{"Close", true}, Case{"keep-alive, close", true},
                        Case{"close ,\tTE", true}, Case{"closed", false}, Case{"not close", false},
                        Case{"", false}}) {
    EXPECT_EQ(has_token(c.value, "close"), c.found) << c.value;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport::field_text_test
