#include "domain/billing/business_check.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::business_check_test {
namespace {

TEST(BusinessCheck, FindsTheHostOfAWebsite) {
  EXPECT_EQ(host_of_website("https://Shop.Acme.com/about?x=1"), "shop.acme.com");
  EXPECT_EQ(host_of_website("acme.com:8080"), "acme.com");
  for (const char* none : {"", "acme", "https://", "acme..com", ".com", "acme.", "a b.com"}) {
    EXPECT_EQ(host_of_website(none), "") << none;
  }
}

TEST(BusinessCheck, FindsTheHostOfAnEmail) {
  EXPECT_EQ(host_of_email("Jo@Acme.com"), "acme.com");
  for (const char* none : {"", "acme.com", "@acme.com", "jo@acme"}) {
    EXPECT_EQ(host_of_email(none), "") << none;
  }
}

TEST(BusinessCheck, RecognisesPublicHosting) {
  EXPECT_TRUE(is_business_website("acme.com"));
  EXPECT_TRUE(is_business_website("notvercel.app"));
  EXPECT_FALSE(is_business_website("acme.vercel.app"));
  EXPECT_FALSE(is_business_website("vercel.app"));
  EXPECT_FALSE(is_business_website(""));
}

TEST(BusinessCheck, RecognisesPersonalMail) {
  EXPECT_TRUE(is_business_email("acme.com"));
  EXPECT_FALSE(is_business_email("gmail.com"));
  EXPECT_FALSE(is_business_email(""));
}

TEST(BusinessCheck, ComparesDomains) {
  EXPECT_TRUE(same_domain("shop.acme.com", "mail.acme.com"));
  EXPECT_TRUE(same_domain("acme.com", "acme.com"));
  EXPECT_FALSE(same_domain("acme.com", "acme.org"));
}

}  // namespace
}  // namespace wavespeed_mock::business_check_test
