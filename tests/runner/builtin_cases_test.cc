#include "runner/builtin_cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "support/domain_error.h"
#include "support/scripted_target.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::builtin_cases_test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(BuiltinCases, ExistAndHaveUniqueNames) {
  std::set<std::string> names;
  for (const auto& one : builtin_contract_cases()) {
    EXPECT_TRUE(names.insert(one->name).second) << one->name;
    EXPECT_THAT(one->file, HasSubstr("contracts/cases/"));
    EXPECT_TRUE(fs::exists(fs::path(WAVESPEED_MOCK_SOURCE_DIR) / one->file)) << one->file;
  }
  EXPECT_FALSE(names.empty());
  EXPECT_EQ(contract_case_names().size(), names.size());
}

TEST(ChosenCases, MatchTheFilter) {
  const std::string text =
      cases_of({balance_case("get_a"), balance_case("get_bc"), balance_case("put_a")});
  const auto names = [&](const std::string& filter) {
    return contract_case_names({.case_texts = {text}, .filter = filter});
  };
  EXPECT_THAT(names("*"), ElementsAre("get_a", "get_bc", "put_a"));
  EXPECT_THAT(names("get_*"), ElementsAre("get_a", "get_bc"));
  EXPECT_THAT(names("*_?"), ElementsAre("get_a", "put_a"));
  EXPECT_THAT(names("put_a"), ElementsAre("put_a"));
  EXPECT_EQ(error_of([&] { names("get_d"); }),
            "no case has a name that matches \"get_d\"; did you mean \"get_a\"?");
}

TEST(ChosenCases, MayReplaceOrExtendTheBuiltInOnes) {
  const TempFolder temp;
  const fs::path& folder = temp.path();
  std::ofstream(folder / "b.json") << cases_of({balance_case("later"), balance_case("twice")});
  std::ofstream(folder / "a.json") << cases_of({balance_case("twice"), balance_case("first")});
  EXPECT_THAT(contract_case_names({.cases = {folder}}), ElementsAre("twice", "first", "later"));
  EXPECT_EQ(chosen_cases({.cases = {folder}, .filter = "twice"}).at(0)->file, folder / "b.json");

  const std::size_t builtin = contract_case_names().size();
  EXPECT_EQ(contract_case_names({.cases = {"built-in", folder}}).size(), builtin + 3);
  EXPECT_EQ(error_of([&] { contract_case_names({.cases = {folder / "c.json"}}); }),
            "there is no case file or folder " + (folder / "c.json").string());
  std::ofstream(folder / "a.json") << "{]";
  EXPECT_THAT(error_of([&] { contract_case_names({.cases = {folder}}); }),
              HasSubstr((folder / "a.json").string() + ": is not valid JSON"));
}

}  // namespace
}  // namespace wavespeed_mock::builtin_cases_test
