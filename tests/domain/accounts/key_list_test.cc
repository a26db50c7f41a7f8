#include "domain/accounts/key_list.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "records/api_key.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::key_list_test {
namespace {

using nlohmann::json;

std::vector<NewApiKey> read(const std::string& keys) {
  const json entry = json::parse(R"({"keys": )" + keys + "}");
  JsonReader in(entry, "account");
  return read_key_list(in);
}

TEST(WellFormedKey, IsVisibleAscii) {
  for (const std::string key : {"a", "!", "~", "wsk_0123-ABC", R"("quoted"\)"}) {
    EXPECT_TRUE(is_well_formed_key(key)) << key;
  }
  EXPECT_TRUE(is_well_formed_key(std::string(512, 'a')));
  EXPECT_FALSE(is_well_formed_key(std::string(513, 'a')));
  for (const std::string_view key : {"", " ", "a b", " a", "a ", "a\tb", "a\n", "\x7f", "ä"}) {
    EXPECT_FALSE(is_well_formed_key(key)) << key;
  }
  EXPECT_FALSE(is_well_formed_key(std::string_view("a\0b", 3)));
}

TEST(KeyList, AcceptsKeysWithAndWithoutNames) {
  const auto keys = read(R"(["k1", {"key": "k2", "name": "ci"}, {"key": "k3"}])");
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0].key, "k1");
  EXPECT_EQ(keys[0].name, "");
  EXPECT_EQ(keys[1].key, "k2");
  EXPECT_EQ(keys[1].name, "ci");
  EXPECT_EQ(keys[2].name, "");
}

TEST(KeyList, ExplainsInvalidKeys) {
  const std::string form = "must be strings of 1 to 512 visible ASCII characters";
  const std::string field = "account: field \"keys\": ";
  EXPECT_EQ(error_of([] { read("[]"); }), field + "must list at least one key");
  EXPECT_EQ(error_of([] { read("[1]"); }), field + form + ", not a number");
  EXPECT_EQ(error_of([] { read(R"(["a b"])"); }),
            field + form + "; keys[0] has byte 0x20 at position 2");
  EXPECT_EQ(error_of([] { read(R"(["a", {"key": "a b"}])"); }),
            field + form + "; keys[1] has byte 0x20 at position 2");
  EXPECT_EQ(error_of([] { read(R"(["b", "a", {"key": "a"}])"); }),
            field + "keys[2] is the same key as keys[1]");
  EXPECT_EQ(error_of([] { read(R"([{"key": "a", "nam": "b"}])"); }),
            R"(account: keys[0]: field "nam" is not known; did you mean "name"?)");
}

TEST(KeyList, HasTheProblemsOfItsJson) {
  const auto problem = [](const std::vector<NewApiKey>& keys) {
    const auto wrong = find_problem(keys);
    return wrong ? wrong->field + " " + wrong->problem : "";
  };
  EXPECT_EQ(problem({{"a"}, {"b", "ci"}}), "");
  EXPECT_EQ(problem({}), "keys must list at least one key");
  EXPECT_EQ(problem({{"a b"}}),
            "keys must be strings of 1 to 512 visible ASCII characters; keys[0] has byte 0x20 at "
            "position 2");
  EXPECT_EQ(problem({{"a"}, {""}}),
            "keys must be strings of 1 to 512 visible ASCII characters; keys[1] is empty");
  EXPECT_EQ(
      problem({{"a"}, {std::string(513, 'a')}}),
      "keys must be strings of 1 to 512 visible ASCII characters; keys[1] has 513 characters");
  EXPECT_EQ(problem({{"a"}, {"a"}}), "keys keys[1] is the same key as keys[0]");
}

// Comparing each with each would take minutes.
TEST(KeyList, TakesManyKeys) {
  std::vector<NewApiKey> keys;
  for (int i = 0; i < 200'000; ++i)
    keys.push_back({"a-key-that-begins-as-all-do-" + std::to_string(i)});
  EXPECT_FALSE(find_problem(keys));
  keys.push_back(keys.front());
  EXPECT_TRUE(find_problem(keys));
}

TEST(KeyRing, IsNullForOneKeyWithoutAName) {
  const Account account{.name = "team", .tag = "01234567", .draws = SeededRandom(0, "k")};
  EXPECT_EQ(key_ring({{"k", ""}}, account, kStart), nullptr);
  const ApiKeys named = key_ring({{"k", "laptop"}}, account, kStart);
  ASSERT_NE(named, nullptr);
  EXPECT_EQ(named->at(0).name, "laptop");
  EXPECT_EQ(named->at(0).text, "") << "only the store has the text of the first key";
  const ApiKeys two = key_ring({{"k", ""}, {"l", ""}}, account, kStart);
  EXPECT_EQ(two->at(0).name, "team");
  EXPECT_EQ(two->at(1).name, "team 2");
  EXPECT_EQ(two->at(1).text, "l");
  EXPECT_EQ(two->at(1).created, kStart);
}

}  // namespace
}  // namespace wavespeed_mock::key_list_test
