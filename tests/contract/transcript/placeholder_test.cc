#include "contract/transcript/placeholder.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::placeholder_test {
namespace {

TEST(Placeholder, IsRecognisedInBothForms) {
  EXPECT_EQ(placeholder("key", 1, false), "{{key-1}}");
  EXPECT_EQ(placeholder("secret", 12, true), "redacted-secret-12");
  for (const char* text : {"Bearer {{key-1}}", "?a=redacted-secret-12&b=1", "{{x {{email-3}}"}) {
    EXPECT_TRUE(has_placeholder(text)) << text;
  }
}

TEST(Placeholder, IsNotFoundInOtherText) {
  for (const char* text : {"", "{{base_url}}", "{{key-}}", "{{-1}}", "{{key-1}", "{{Key-1}}",
                           "redacted", "redacted-", "redacted-key", "key-1"}) {
    EXPECT_FALSE(has_placeholder(text)) << text;
  }
}

TEST(Placeholder, IsReplacedByTheBaseUrl) {
  EXPECT_EQ(with_base_url("{{base_url}}/a and {{base_url}}", "http://x"),
            "http://x/a and http://x");
  EXPECT_EQ(with_base_url("none", "http://x"), "none");
}

}  // namespace
}  // namespace wavespeed_mock::placeholder_test
