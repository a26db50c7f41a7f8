#include "store/account_journal.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace wavespeed_mock::account_journal_test {
namespace {

void add(AccountJournal& journal, std::uint64_t number) {
  const Request request{.method = "GET", .target = "/" + std::to_string(number)};
  const Response response;
  journal.add({.number = number, .request = request, .response = response});
}

std::vector<std::uint64_t> numbers(const AccountJournal& journal) {
  std::vector<std::uint64_t> list;
  for (const JournalEntry& entry : journal.entries()) {
    EXPECT_EQ(entry.target, "/" + std::to_string(entry.number));
    list.push_back(entry.number);
  }
  return list;
}

using Numbers = std::vector<std::uint64_t>;

TEST(AccountJournal, KeepsTheNewest) {
  AccountJournal journal({.entries = 3});
  EXPECT_EQ(numbers(journal), Numbers{});
  add(journal, 0);
  EXPECT_EQ(numbers(journal), Numbers{0});
  for (std::uint64_t i = 1; i < 8; ++i) add(journal, i);
  EXPECT_EQ(numbers(journal), (Numbers{5, 6, 7}));
}

TEST(AccountJournal, CanKeepNothing) {
  AccountJournal journal({.entries = 0});
  add(journal, 0);
  EXPECT_EQ(numbers(journal), Numbers{});
}

TEST(AccountJournal, IsOrderedByNumber) {
  AccountJournal journal({.entries = 3});
  for (const std::uint64_t i : {1, 0, 2}) add(journal, i);
  EXPECT_EQ(numbers(journal), (Numbers{0, 1, 2}));
  for (const std::uint64_t i : {5, 4, 3}) add(journal, i);
  EXPECT_EQ(numbers(journal), (Numbers{3, 4, 5}));
  add(journal, 2);
  EXPECT_EQ(numbers(journal), (Numbers{3, 4, 5})) << "overtaken by a full ring of entries";
}

TEST(AccountJournal, StartsAgainAfterAClear) {
  AccountJournal journal({.entries = 3});
  for (std::uint64_t i = 0; i < 5; ++i) add(journal, i);
  journal.clear();
  EXPECT_EQ(numbers(journal), Numbers{});
  add(journal, 5);
  EXPECT_EQ(numbers(journal), Numbers{5});
  journal.clear();
  add(journal, 1);
  EXPECT_EQ(numbers(journal), Numbers{1}) << "numbers go back when an account is restored";
}

TEST(AccountJournal, AcceptsEntriesFromManyThreads) {
  constexpr std::uint64_t kThreads = 8;
  constexpr std::uint64_t kEach = 200;
  AccountJournal journal({.entries = 100, .body_bytes = 10});
  std::vector<std::thread> threads;
  for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::uint64_t i = 0; i < kEach; ++i) {
        add(journal, i * kThreads + thread);
        if (i % 50 == 0) numbers(journal);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Numbers newest;
  for (std::uint64_t i = kThreads * kEach - 100; i < kThreads * kEach; ++i) newest.push_back(i);
  EXPECT_EQ(numbers(journal), newest);
}

}  // namespace
}  // namespace wavespeed_mock::account_journal_test
