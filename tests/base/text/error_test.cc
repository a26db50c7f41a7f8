#include "wavespeed_mock/error.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::error_test {
namespace {

TEST(Error, SaysAllOfItsMessageOnOneLine) {
  const std::string name("a\0b\nc\033[2J", 9);
  EXPECT_STREQ(ConfigError("the file " + name + " is empty").what(),
               R"(the file a\u0000b\nc\u001b[2J is empty)");
  EXPECT_STREQ(ConfigError(ConfigError("a\nb").what()).what(), R"(a\nb)");
}

}  // namespace
}  // namespace wavespeed_mock::error_test
