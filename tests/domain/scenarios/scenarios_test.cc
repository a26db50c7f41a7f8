#include "domain/scenarios/scenarios.h"

#include <gmock/gmock.h>

#include <string>

#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/temp_folder.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::scenarios_scenarios_test {
namespace {

class ScenariosTest : public testing::Test {
 protected:
  const TempFolder folder_;
  std::unique_ptr<Store> store_ = make_memory_store({});
  FaultRules rules_{{.store = *store_, .routes = {"submit", "result", "output"}}};
  const BuiltIn built_in_;
  Accounts accounts_{*store_,
                     built_in_.catalogue,
                     built_in_.tiers,
                     {.start = {.tier = &built_in_.tiers.at("bronze", "test")}}};
};

TEST_F(ScenariosTest, AreFoundByNameAndByPath) {
  (void)folder_.write("mine.json", R"({"description": "mine"})");
  (void)folder_.write("busy.json", R"({"description": "another busy"})");
  const Scenarios known({folder_.path()}, rules_, accounts_);
  EXPECT_EQ(known.at("mine")->description, "mine");
  EXPECT_EQ(known.at("busy")->description, "another busy") << "the later one replaces the first";
  EXPECT_EQ(known.at("flaky")->source, "built-in");
  EXPECT_EQ(known.at(folder_.file("mine.json"))->description, "mine");
  EXPECT_EQ(known.find("nothing"), nullptr);
  EXPECT_THROW((void)known.at("nothing"), ConfigError);
  EXPECT_THROW((void)known.at("no/such.json"), ConfigError);
}

TEST_F(ScenariosTest, AreUnchangedWhenAFileIsInvalid) {
  (void)folder_.write("mine.json", R"({"description": "old"})");
  Scenarios known({folder_.path()}, rules_, accounts_);
  (void)folder_.write("mine.json", "{]");
  EXPECT_THROW(known.reload(), ConfigError);
  EXPECT_EQ(known.at("mine")->description, "old");
  EXPECT_NE(known.problem(), "");
  (void)folder_.write("mine.json", R"({"description": "new"})");
  known.reload();
  EXPECT_EQ(known.at("mine")->description, "new");
  EXPECT_EQ(known.problem(), "");
}

}  // namespace
}  // namespace wavespeed_mock::scenarios_scenarios_test
