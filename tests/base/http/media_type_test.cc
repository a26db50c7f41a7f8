#include "base/http/media_type.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::media_type_test {
namespace {

TEST(MediaType, IsInLowerCaseWithoutParameters) {
  EXPECT_EQ(media_type("application/json"), "application/json");
  EXPECT_EQ(media_type("Image/PNG; q=1"), "image/png");
  EXPECT_EQ(media_type("Multipart/Form-Data;boundary=A;b"), "multipart/form-data");
}

TEST(MediaType, LeavesOutSpacesAtItsEnd) {
  EXPECT_EQ(media_type("text/plain  "), "text/plain");
  EXPECT_EQ(media_type("text/plain  ; charset=utf-8"), "text/plain");
}

TEST(MediaType, IsEmptyWhereNoneIsNamed) {
  for (const char* field : {"", " ", ";", " ; charset=utf-8"}) EXPECT_EQ(media_type(field), "");
}

TEST(MediaType, IsThatOfAMessage) {
  EXPECT_EQ(media_type(Headers{{"content-type", "Text/Plain;a=b"}}), "text/plain");
  EXPECT_EQ(media_type(Headers{}), "");
}

}  // namespace
}  // namespace wavespeed_mock::media_type_test
