#include "domain/accounts/account_name.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::account_name_test {
namespace {

std::string problem_of(std::string_view name) {
  const auto problem = find_name_problem(name);
  return problem ? problem->field + ": " + problem->problem : "";
}

TEST(AccountName, IsAnyOtherText) {
  for (const std::string& name :
       {std::string("team"), std::string("Self"), std::string("account team"),
        std::string("0123456"), std::string("012345678"), std::string("0123456g"),
        std::string("DEADBEEF"), std::string("account  0123abcd"), std::string(200, 'x')}) {
    EXPECT_EQ(problem_of(name), "") << name;
  }
}

TEST(AccountName, IsNothingThatNamesAnAccountAlready) {
  EXPECT_EQ(problem_of(""), "name: must not be empty");
  EXPECT_EQ(problem_of(std::string(201, 'x')), "name: must have 200 bytes at most");
  EXPECT_EQ(problem_of("self"), "name: must not be \"self\", which means the account of the key");
  EXPECT_EQ(problem_of("0123abcd"),
            "name: must not be 8 hexadecimal digits, which are the tag of an account");
  EXPECT_EQ(problem_of("account 0123abcd"),
            "name: must not be \"account\" with 8 hexadecimal digits, the name of an account that "
            "opened by itself");
}

}  // namespace
}  // namespace wavespeed_mock::account_name_test
