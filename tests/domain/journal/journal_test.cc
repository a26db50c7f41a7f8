#include "domain/journal/journal.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/journal_entries.h"

namespace wavespeed_mock::journal_journal_test {
namespace {

class JournalTest : public testing::Test, protected JournalOfTest {
 protected:
  void add(StoredAccount& account, int seconds) {
    const Request request{.method = "GET", .target = "/"};
    const Response response;
    journal.add(account, {.number = account.next_request(),
                          .time = Timestamp(std::chrono::seconds(seconds)),
                          .request = request,
                          .response = response});
  }
  std::string ids(StoredAccount* only = nullptr) const {
    std::string text;
    for (const KeptEntry& kept : journal.entries(only)) {
      text += (text.empty() ? "" : " ") + kept.request_id();
    }
    return text;
  }
};

TEST_F(JournalTest, ShowsOneAccountOrAll) {
  add(account("b"), 1);
  add(account("a"), 2);
  add(account("b"), 3);
  add(store->anonymous(), 2);
  EXPECT_EQ(ids(), "b0000000-0 00000000-0 a0000000-0 b0000000-1");
  EXPECT_EQ(ids(&account("b")), "b0000000-0 b0000000-1");
  EXPECT_EQ(ids(&store->anonymous()), "00000000-0");
}

TEST_F(JournalTest, OrdersEntriesOfTheSameTimeByTag) {
  add(account("c"), 1);
  add(account("a"), 1);
  add(account("b"), 1);
  add(account("a"), 1);
  EXPECT_EQ(ids(), "a0000000-0 a0000000-1 b0000000-0 c0000000-0");
}

TEST_F(JournalTest, KeepsTheOrderOfAnAccountWhenItsTimesAreNotInOrder) {
  add(account("a"), 5);
  add(account("a"), 4);
  add(account("b"), 4);
  EXPECT_EQ(ids(), "b0000000-0 a0000000-0 a0000000-1");
}

TEST_F(JournalTest, ClearsOneAccountOrAll) {
  add(account("a"), 1);
  add(account("b"), 1);
  add(store->anonymous(), 1);
  journal.clear(&account("a"));
  EXPECT_EQ(ids(), "00000000-0 b0000000-0");
  journal.clear(nullptr);
  EXPECT_EQ(ids(), "");
}

TEST_F(JournalTest, NotifiesOfNewEntries) {
  int told = 0;
  std::string seen;
  auto handle = journal.on_change([&] {
    ++told;
    seen = ids();
  });
  add(account("a"), 1);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(seen, "a0000000-0") << "the entry is stored before the notification";
  handle.reset();
  add(account("a"), 1);
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace wavespeed_mock::journal_journal_test
