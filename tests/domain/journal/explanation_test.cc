#include "domain/journal/explanation.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "support/journal_entries.h"

namespace wavespeed_mock::explanation_test {
namespace {

using std::chrono::milliseconds;

class ExplanationTest : public testing::Test, protected JournalOfTest {
 protected:
  std::string explained(JournalEntry entry) {
    JournalRedaction redaction(journal);
    return explanation_of({&account("ann-key"), std::move(entry)}, redaction);
  }
};

TEST_F(ExplanationTest, ListsEveryDecision) {
  JournalEntry entry = submission_entry(17, "acme/a");
  entry.time = Timestamp(std::chrono::seconds(1));
  entry.trace.status = "created";
  entry.trace.credit = {-12'000};
  entry.trace.draws = {{RandomStream::run_time, 4, "1.2s"},
                       {RandomStream::outcome, 4, "completes"}};
  entry.trace.rules = {{"busy", false, "the 1st of 2 that are let through"},
                       {"slow", true, "delay"}};
  entry.delivery.delay = milliseconds(30);
  EXPECT_EQ(explained(entry),
            "ann-key0-17: POST /api/v3/acme/a was answered 200\n"
            "  time        1970-01-01T00:00:01.000000000Z\n"
            "  account     ann-key, its request number 17\n"
            "  route       submit\n"
            "  task        00000000000000010000000000000011 of acme/a, shown as created\n"
            "  faults      \"busy\" did not fire: the 1st of 2 that are let through\n"
            "              \"slow\" fired: delay\n"
            "  draws       run_time number 4: 1.2s\n"
            "              outcome number 4: completes\n"
            "  credit      -0.012 USD\n"
            "  delivery    after 30ms\n");
}

TEST_F(ExplanationTest, SaysWhyARequestWasRefused) {
  JournalEntry entry = balance_entry(0);
  entry.status = 429;
  entry.response_body = R"({"code":429,"message":"Too Many Requests"})";
  entry.response_body_bytes = entry.response_body.size();
  entry.trace.why = "3 of 3 tasks at once";
  EXPECT_EQ(explained(entry),
            "ann-key0-0: GET /api/v3/balance was answered 429\n"
            "  time        1970-01-01T00:00:00.000000000Z\n"
            "  account     ann-key, its request number 0\n"
            "  route       balance\n"
            "  message     Too Many Requests\n"
            "  reason      3 of 3 tasks at once\n"
            "  delivery    at once\n");
}

TEST_F(ExplanationTest, ExplainsARequestThatNoRouteMatched) {
  JournalEntry entry;
  entry.method = "GET";
  entry.target = "/nowhere";
  entry.status = 404;
  JournalRedaction redaction(journal);
  EXPECT_EQ(explanation_of({&store->anonymous(), entry}, redaction),
            "00000000-0: GET /nowhere was answered 404\n"
            "  time        1970-01-01T00:00:00.000000000Z\n"
            "  account     none: no key, or one that the mock does not know, its request number 0\n"
            "  route       none: no endpoint takes this method and path\n"
            "  delivery    at once\n");
}

TEST_F(ExplanationTest, SaysThatARequestWasNotAnswered) {
  JournalEntry entry = submission_entry(17, "acme/a");
  entry.delivery.ending = Ending::close;
  EXPECT_TRUE(explained(entry).starts_with("ann-key0-17: POST /api/v3/acme/a was not answered\n"));
  entry.delivery.body_bytes = 5;
  EXPECT_TRUE(explained(entry).starts_with("ann-key0-17: POST /api/v3/acme/a was answered 200\n"));
}

TEST(DeliveryText, SaysHowAnAnswerIsSent) {
  EXPECT_EQ(delivery_text({}), "at once");
  EXPECT_EQ(delivery_text({.delay = milliseconds(30), .ending = Ending::hang}),
            "after 30ms, nothing sent, then silence");
  EXPECT_EQ(delivery_text({.ending = Ending::reset, .body_bytes = 10}),
            "cut after 10 bytes of its body, then the connection was reset");
  EXPECT_EQ(delivery_text({.ending = Ending::close}),
            "nothing sent, then the connection was closed");
  EXPECT_EQ(delivery_text({.not_before = Timestamp(std::chrono::seconds(1)),
                           .piece_bytes = 5,
                           .piece_pause = milliseconds(2),
                           .malformed_chunk = true}),
            "not before 1970-01-01T00:00:01.000000000Z of the mock's clock, in pieces of 5 bytes "
            "with 2ms between them, with a malformed chunk");
}

TEST(PurposeText, HasANameForEach) {
  std::set<std::string_view> names;
  for (auto i = std::uint64_t{0}; i <= static_cast<std::uint64_t>(RandomStream::api_key_low); ++i) {
    const std::string_view name = to_text(static_cast<RandomStream>(i));
    EXPECT_NE(name, "other") << i;
    names.insert(name);
  }
  EXPECT_TRUE(names.contains("run_time"));
}

}  // namespace
}  // namespace wavespeed_mock::explanation_test
