#include "domain/journal/client_rules/request_history.h"

#include <gtest/gtest.h>

#include "domain/journal/client_rules/request_history_maker.h"

namespace wavespeed_mock::request_history_test {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RequestHistory, GroupsRepeatedRequests) {
  RequestHistoryMaker maker;
  maker.submit(seconds(1));
  maker.submit(seconds(2), 200, 2);
  maker.submit(seconds(3));
  maker.add(seconds(4), "GET", "/api/v3/acme/poster").request_body_hash = 1;
  const RequestHistory conversation(maker.entries(), true);

  ASSERT_EQ(conversation.repeats().size(), 3U);
  const Repeats& first = conversation.repeats()[0];
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[1]->number, 2U);
  EXPECT_EQ(conversation.pause(*first[0], *first[1]), Duration(seconds(2)));
}

TEST(RequestHistory, HasNoPausesIfTheClockJumps) {
  RequestHistoryMaker maker;
  maker.submit(seconds(1));
  maker.submit(seconds(1));
  maker.submit(seconds(2));
  const auto& entries = maker.entries();
  EXPECT_FALSE(RequestHistory(entries, true).pause(entries[0], entries[1]));
  EXPECT_FALSE(RequestHistory(entries, true).pause(entries[2], entries[1]));
  EXPECT_TRUE(RequestHistory(entries, true).pause(entries[1], entries[2]));
  EXPECT_FALSE(RequestHistory(entries, false).pause(entries[1], entries[2]));
}

TEST(RequestHistory, DistinguishesFailures) {
  JournalEntry entry;
  const auto answered = [&](int status) {
    entry.status = status;
    return entry;
  };
  EXPECT_TRUE(failed_for_now(answered(429)));
  EXPECT_TRUE(failed_for_now(answered(503)));
  EXPECT_FALSE(failed_for_now(answered(200)));
  EXPECT_FALSE(failed_for_now(answered(404)));
  EXPECT_TRUE(failed_for_good(answered(404)));
  EXPECT_FALSE(failed_for_good(answered(402)));  // credit may be added in between
  EXPECT_FALSE(failed_for_good(answered(429)));
  EXPECT_TRUE(arrived(entry));

  entry.delivery.ending = Ending::reset;
  EXPECT_FALSE(arrived(entry));
  EXPECT_TRUE(failed_for_now(answered(200)));
  EXPECT_FALSE(failed_for_good(answered(404)));
  entry.delivery = {.malformed_chunk = true};
  EXPECT_FALSE(arrived(entry));
}

TEST(RequestHistory, FormatsTextForPeople) {
  JournalEntry entry;
  entry.method = "POST";
  entry.target = "/api/v3/a?webhook=x";
  EXPECT_EQ(name_of(entry), "POST /api/v3/a");
  EXPECT_EQ(said(microseconds(123)), "120us");
  EXPECT_EQ(said(microseconds(35'400)), "35ms");
  EXPECT_EQ(said(milliseconds(1'234)), "1.2s");
  EXPECT_EQ(said(milliseconds(2'001)), "2s");
  EXPECT_EQ(said(hours(1)), "1h");
  EXPECT_EQ(times(1), "once");
  EXPECT_EQ(times(3), "3 times");
}

}  // namespace
}  // namespace wavespeed_mock::request_history_test
