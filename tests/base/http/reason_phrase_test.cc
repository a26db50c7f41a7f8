#include "base/http/reason_phrase.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::reason_phrase_test {
namespace {

TEST(ReasonPhrase, IsTheOneRegisteredForTheStatus) {
  EXPECT_EQ(reason_phrase(100), "Continue");
  EXPECT_EQ(reason_phrase(200), "OK");
  EXPECT_EQ(reason_phrase(429), "Too Many Requests");
  EXPECT_EQ(reason_phrase(511), "Network Authentication Required");
}

TEST(ReasonPhrase, IsEmptyForAnUnknownStatus) {
  for (const int status : {0, 99, 299, 418, 512, 599}) EXPECT_EQ(reason_phrase(status), "");
}

}  // namespace
}  // namespace wavespeed_mock::reason_phrase_test
