#include "contract/redaction/secret_set.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace wavespeed_mock::secret_set_test {
namespace {

// The texts that were found, in their order.
std::string found(SecretSet& set, std::string_view text) {
  std::vector<FoundText> all;
  set.find(text, all);
  std::sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.begin < b.begin; });
  std::string words;
  for (const FoundText& one : all) {
    words += std::string(text.substr(one.begin, one.end - one.begin)) + '#' +
             std::to_string(one.id) + ' ';
  }
  return words;
}

TEST(SecretSet, FindsTextsWithinEachOther) {
  SecretSet set;
  EXPECT_TRUE(set.empty());
  set.add("he", 0);
  EXPECT_FALSE(set.empty());
  SecretSet named;
  std::size_t id = 0;
  for (const char* text : {"he", "she", "hers", "his"}) named.add(text, id++);
  EXPECT_EQ(found(named, "ushers"), "shers#1 ") << "what overlaps is one";
  EXPECT_EQ(found(named, "this he"), "his#3 he#0 ");
  EXPECT_EQ(found(named, "hi s"), "");
}

TEST(SecretSet, FindsWhatWasAddedLater) {
  SecretSet set;
  for (std::size_t i = 0; i < 100; ++i) {
    const std::string text = "text" + std::to_string(i) + '.';
    EXPECT_EQ(found(set, text), "");
    set.add(text, i);
    EXPECT_EQ(found(set, text), text + '#' + std::to_string(i) + ' ');
  }
  EXPECT_EQ(found(set, "text7.text42."), "text7.#7 text42.#42 ");
}

TEST(SecretSet, TakesAPlusForASpace) {
  SecretSet set;
  set.add("a b+c", 0);
  EXPECT_EQ(found(set, "a+b c"), "a+b c#0 ");
}

TEST(SecretSet, TellsTheBeginningThatATextEndsWith) {
  SecretSet set;
  set.add("abcdef", 1);
  set.add("cdx", 2);
  std::vector<FoundText> all;
  EXPECT_EQ(set.find("xxabcd", all).size, 4);
  EXPECT_EQ(set.find("xxabcd", all).id, 1);
  EXPECT_EQ(set.find("xxcd", all).id, 2);
  EXPECT_EQ(set.find("abcdef", all).size, 0) << "a whole one";
  EXPECT_EQ(set.find("xx", all).size, 0);
}

}  // namespace
}  // namespace wavespeed_mock::secret_set_test
