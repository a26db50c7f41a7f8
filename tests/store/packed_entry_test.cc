#include "store/packed_entry.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace wavespeed_mock::packed_entry_test {
namespace {

class PackedEntryTest : public testing::Test {
 protected:
  // With a `key` that no account has.
  JournalEntry packed(std::size_t max_body = 1'000, const std::string& key = "") {
    Request sent = request;
    if (!key.empty()) sent.headers.add("Authorization", "Bearer " + key);
    entry.assign({.number = 7,
                  .time = Timestamp(std::chrono::seconds(9)),
                  .request = sent,
                  .response = response,
                  .known_key = known_key},
                 RequestTrace(trace), max_body);
    return entry.unpacked();
  }

  PackedEntry entry;
  std::string known_key;
  Request request{.method = "POST",
                  .target = "/api/v3/a/b?x=1",
                  .headers = {{"Host", "h"}, {"X-Empty", ""}, {"Host", "again"}},
                  .body = "{\"prompt\":\"x\"}"};
  Response response{.status = 429, .headers = {{"Retry-After", "5"}}, .body = "slow down"};
  RequestTrace trace{.route = "submit",
                     .prediction = PredictionId{1, 2},
                     .model = "a/b",
                     .status = "created",
                     .credit = {-12},
                     .draws = {{RandomStream::run_time, 3, "1s"}},
                     .rules = {{"busy", true, "fired"}},
                     .why = "too many"};
};

TEST_F(PackedEntryTest, ReturnsWhatWasStored) {
  response.delivery = {.delay = std::chrono::seconds(2), .ending = Ending::reset};
  const JournalEntry got = packed();
  EXPECT_EQ(got.number, 7);
  EXPECT_EQ(entry.number(), 7);
  EXPECT_EQ(got.time, Timestamp(std::chrono::seconds(9)));
  EXPECT_EQ(got.method, "POST");
  EXPECT_EQ(got.target, "/api/v3/a/b?x=1");
  ASSERT_EQ(got.request_headers.size(), 3);
  EXPECT_EQ(got.request_headers.get("host"), "h");
  EXPECT_NE(got.request_headers.find("X-Empty"), nullptr);
  EXPECT_EQ(got.request_body, "{\"prompt\":\"x\"}");
  EXPECT_EQ(got.request_body_bytes, 14);
  EXPECT_EQ(got.status, 429);
  EXPECT_EQ(got.response_headers.get("Retry-After"), "5");
  EXPECT_EQ(got.response_body, "slow down");
  EXPECT_EQ(got.response_body_bytes, 9);
  EXPECT_EQ(got.delivery, response.delivery);
  EXPECT_EQ(got.trace.route, "submit");
  EXPECT_EQ(got.trace.prediction, (PredictionId{1, 2}));
  EXPECT_EQ(got.trace.draws.at(0).meaning, "1s");
  EXPECT_EQ(got.trace.rules.at(0).id, "busy");
  EXPECT_EQ(got.trace.why, "too many");
}

TEST_F(PackedEntryTest, TruncatesBodiesBetweenCharacters) {
  request.body =
      "ab\xc3\xa4"
      "cd";  // ä
  EXPECT_EQ(packed(2).request_body, "ab");
  EXPECT_EQ(packed(3).request_body, "ab");
  EXPECT_EQ(packed(4).request_body, "ab\xc3\xa4");
  EXPECT_EQ(packed(0).request_body, "");
  EXPECT_EQ(packed(0).request_body_bytes, 6);
  response.body.assign(100, '\x80');  // not text
  EXPECT_GE(packed(50).response_body.size(), 46);
}

TEST_F(PackedEntryTest, DistinguishesBodiesThatDifferAfterTheCut) {
  const auto first = packed(1).request_body_hash;
  EXPECT_EQ(packed(2).request_body_hash, first);
  request.body = "{\"prompt\":\"y\"}";
  EXPECT_NE(packed(1).request_body_hash, first);
}

TEST_F(PackedEntryTest, KeepsNoKey) {
  request.headers = {{"authorization", "Bearer my-secret-key"}};
  EXPECT_EQ(packed().request_headers.get("Authorization"), "Bearer");
  request.headers = {{"Authorization", "my-secret-key"}};
  const JournalEntry bare = packed();
  EXPECT_EQ(bare.request_headers.get("Authorization"), "");
  EXPECT_NE(bare.request_headers.find("Authorization"), nullptr);
}

TEST_F(PackedEntryTest, HidesASecretInEveryPlace) {
  request.target = "/?key=my-secret&again=my-secret";
  request.headers = {{"X-Debug", "my-secret"}};
  request.body = "my-secret";
  response.body = "no my-secret";
  const JournalEntry got = packed(1'000, "my-secret");
  EXPECT_EQ(got.target, "/?key=*********&again=*********");
  EXPECT_EQ(got.request_headers.get("X-Debug"), "*********");
  EXPECT_EQ(got.request_body, "*********");
  EXPECT_EQ(got.response_body, "no *********");
  EXPECT_EQ(packed(1'000, "e").target, request.target)
      << "too short to distinguish from ordinary text";
}

// A key that the end of what is kept divides: its first part must not stay.
TEST_F(PackedEntryTest, HidesASecretThatIsCut) {
  const std::string key = "my-secret/key-0123456789";
  request.headers = {};
  for (std::size_t kept = 1; kept < key.size(); ++kept) {
    request.target = std::string(kMaxJournalText - kept, '/') + key;
    request.headers = {{"X-Debug", std::string(kMaxJournalText - kept, 'x') + key}};
    request.body = std::string(100 - kept, 'x') + key + "more";
    response.body = std::string(100 - kept, 'x') + "my-secret%2Fkey-0123456789";
    const JournalEntry got = packed(100, key);
    EXPECT_EQ(got.target, std::string(kMaxJournalText - kept, '/') + std::string(kept, '*'));
    EXPECT_EQ(got.request_headers.get("X-Debug"),
              std::string(kMaxJournalText - kept, 'x') + std::string(kept, '*'));
    EXPECT_EQ(got.request_body, std::string(100 - kept, 'x') + std::string(kept, '*'));
    EXPECT_EQ(got.response_body, std::string(100 - kept, 'x') + std::string(kept, '*'));
    EXPECT_EQ(got.request_body_bytes, request.body.size());
  }
}

// Each place of the body nearly is the key: the simple search would take their product.
TEST_F(PackedEntryTest, HidesALongSecretInLinearTime) {
  const std::string key = std::string(100'000, 'a') + 'b';
  request.body.assign(1'000'000, 'a');
  EXPECT_EQ(packed(1'000'000, key).request_body, request.body);
}

TEST_F(PackedEntryTest, LimitsFieldsOtherThanTheBody) {
  request.target.assign(100'000, 'a');
  request.headers = {};
  for (int i = 0; i < 1'000; ++i) request.headers.add("X-Many", std::string(10'000, 'b'));
  const JournalEntry got = packed();
  EXPECT_EQ(got.target.size(), 4'096);
  EXPECT_EQ(got.request_headers.size(), 64);
  EXPECT_EQ(got.request_headers.get("X-Many").size(), 4'096);
  EXPECT_EQ(got.request_body, request.body);
  EXPECT_LT(entry.text_bytes(), 300'000) << "truncated text uses no memory";
}

TEST_F(PackedEntryTest, TakesNoMoreMemoryThanItsTexts) {
  request.body.assign(500, 'a');
  packed();
  for (int i = 0; i < 100; ++i) {
    request.body += 'a';
    packed();
    EXPECT_LT(entry.text_bytes(), 800);
  }
  request.body.resize(550);
  const std::size_t bytes = entry.text_bytes();
  packed();
  EXPECT_EQ(entry.text_bytes(), bytes) << "a slightly shorter text is not reallocated";
  request.body.clear();
  packed();
  EXPECT_LT(entry.text_bytes(), 200);
  EXPECT_EQ(packed().response_body, "slow down");
}

TEST_F(PackedEntryTest, KeepsNothingOfThePreviousEntry) {
  packed();
  request = {.method = "GET", .target = "/"};
  response = {};
  trace = {};
  const JournalEntry got = packed();
  EXPECT_EQ(got.request_headers.size(), 0);
  EXPECT_EQ(got.request_body, "");
  EXPECT_EQ(got.response_body, "");
  EXPECT_TRUE(got.trace.rules.empty());
  EXPECT_FALSE(got.trace.prediction);
}

}  // namespace
}  // namespace wavespeed_mock::packed_entry_test
