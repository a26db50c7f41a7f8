#include "base/value/cow_vector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace wavespeed_mock::cow_vector_test {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using List = CowVector<std::string, 4>;

// `size` elements: "0", "1", …
List list_of(int size) {
  List list;
  for (int i = 0; i < size; ++i) list.push_back(std::to_string(i));
  return list;
}

TEST(CowVector, HoldsItsElements) {
  EXPECT_TRUE(List().empty());
  const List list = list_of(10);
  EXPECT_EQ(list.size(), 10U);
  EXPECT_EQ(list.front(), "0");
  EXPECT_EQ(list.back(), "9");
  EXPECT_EQ(list[4], "4");
  EXPECT_THAT(list, ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  EXPECT_EQ(*list.rbegin(), "9");
  EXPECT_EQ(list.end() - list.begin(), 10);
  EXPECT_EQ(*std::lower_bound(list.begin(), list.end(), "5"), "5");
  EXPECT_EQ(list.end()[-3], "7");
}

TEST(CowVector, DoesNotChangeItsCopies) {
  List list = list_of(10);
  const List copy = list;
  list.change(2) = "two";
  list.push_back("10");
  list.pop_front();
  EXPECT_THAT(list, ElementsAre("1", "two", "3", "4", "5", "6", "7", "8", "9", "10"));
  EXPECT_THAT(copy, ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  list.truncate(2);
  EXPECT_THAT(list, ElementsAre("1", "two"));
  list.clear();
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(copy.size(), 10U);
}

TEST(CowVector, SharesUnchangedChunks) {
  List list = list_of(10);
  const List copy = list;
  const std::string* const first = &list[0];
  const std::string* const fifth = &list[5];
  list.change(0) = "zero";
  EXPECT_NE(&list[0], first);
  EXPECT_EQ(&copy[0], first);
  EXPECT_EQ(&list[5], fifth);
}

TEST(CowVector, FreesRemovedElements) {
  CowVector<std::shared_ptr<int>, 4> list;
  for (int i = 0; i < 6; ++i) list.push_back(std::make_shared<int>(i));
  const std::weak_ptr<int> first = list[0];
  const std::weak_ptr<int> second = list[1];
  list.pop_front();
  EXPECT_TRUE(first.expired());
  {
    const auto copy = list;
    list.pop_front();
    EXPECT_FALSE(second.expired()) << "the copy still has it";
  }
  for (int i = 0; i < 3; ++i) list.pop_front();
  EXPECT_TRUE(second.expired());
  EXPECT_EQ(*list.front(), 5);
}

// Chunks that two lists share are skipped; a different element is never skipped.
TEST(CowVector, ListsWhatItDoesNotShare) {
  const auto unshared = [](const List& list, const List& other) {
    std::vector<std::string> seen;
    list.for_each_unshared(other, [&](const std::string& element) { seen.push_back(element); });
    return seen;
  };
  const List old = list_of(10);
  List list = old;
  EXPECT_THAT(unshared(list, old), ElementsAre());
  list.push_back("10");
  EXPECT_THAT(unshared(list, old), ElementsAre("8", "9", "10"));
  EXPECT_THAT(unshared(old, list), ElementsAre("8", "9"));
  list.pop_front();
  EXPECT_THAT(unshared(old, list), ElementsAre("0", "1", "2", "3", "8", "9"));
  EXPECT_THAT(unshared(List(), list), ElementsAre());
  EXPECT_EQ(unshared(old, List()).size(), 10U);
}

TEST(CowVector, BehavesLikeADeque) {
  std::mt19937 random(7);
  List list;
  std::deque<std::string> plain;
  std::vector<std::pair<List, std::deque<std::string>>> copies;
  for (int step = 0; step < 5'000; ++step) {
    const auto choice = random() % 20;
    const std::string text = std::to_string(step);
    if (choice < 9) {
      list.push_back(text);
      plain.push_back(text);
    } else if (choice < 14 && !plain.empty()) {
      list.pop_front();
      plain.pop_front();
    } else if (choice < 17 && !plain.empty()) {
      const std::size_t index = random() % plain.size();
      list.change(index) = text;
      plain[index] = text;
    } else if (choice == 17) {
      const std::size_t size = plain.size() - std::min<std::size_t>(plain.size(), random() % 6);
      list.truncate(size);
      plain.resize(size);
    } else if (choice == 18) {
      copies.emplace_back(list, plain);
      if (copies.size() > 5) copies.erase(copies.begin());
    } else if (!copies.empty()) {
      std::tie(list, plain) = copies[random() % copies.size()];
    }
    ASSERT_EQ(list.size(), plain.size()) << step;
    ASSERT_TRUE(std::equal(list.begin(), list.end(), plain.begin(), plain.end())) << step;
  }
  for (const auto& [copy, expected] : copies) EXPECT_THAT(copy, ElementsAreArray(expected));
}

}  // namespace
}  // namespace wavespeed_mock::cow_vector_test
