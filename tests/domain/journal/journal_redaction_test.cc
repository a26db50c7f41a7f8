#include "domain/journal/journal_redaction.h"

#include <gtest/gtest.h>

#include <string>

#include "support/journal_entries.h"

namespace wavespeed_mock::journal_redaction_test {
namespace {

class JournalRedactionTest : public testing::Test, protected JournalOfTest {
 protected:
  KeptEntry kept(JournalEntry entry, const std::string& key = "key-of-ann") {
    return {&account(key), std::move(entry)};
  }
  JournalRedaction redaction{journal};
};

TEST_F(JournalRedactionTest, ShowsARequestAndItsAnswer) {
  JournalEntry entry = submission_entry(7, "acme/a");
  entry.time = Timestamp(std::chrono::seconds(9));
  entry.request_body_bytes = 1'000;
  entry.response_headers = {{"Retry-After", "5"}};
  entry.response_body = R"({"code":200})";
  entry.response_body_bytes = 12;
  entry.trace.credit = {-12'000};
  entry.trace.rules = {{"quiet", false, "not yet"}, {"busy", true, ""}};
  entry.delivery.delay = std::chrono::seconds(1);
  const JournalRecord record = redaction.record(kept(entry));
  EXPECT_EQ(record.request_id, "key-of-a-7");
  EXPECT_EQ(record.account, "key-of-ann");
  EXPECT_EQ(record.number, 7);
  EXPECT_EQ(record.time, entry.time);
  EXPECT_EQ(record.method, "POST");
  EXPECT_EQ(record.target, "/api/v3/acme/a");
  EXPECT_EQ(record.request_body, R"({"prompt":"a red fox"})");
  EXPECT_EQ(record.request_body_bytes, 1'000);
  EXPECT_EQ(record.route, "submit");
  EXPECT_EQ(record.prediction, "00000000000000010000000000000007");
  EXPECT_EQ(record.model, "acme/a");
  EXPECT_EQ(record.faults, std::vector<std::string>{"busy"});
  EXPECT_EQ(record.status, 200);
  EXPECT_EQ(record.response_headers.get("Retry-After"), "5");
  EXPECT_EQ(record.response_body, R"({"code":200})");
  EXPECT_EQ(record.response_body_bytes, 12);
  EXPECT_EQ(record.delivery, entry.delivery);
  EXPECT_EQ(record.credit, Money::from_usd(-0.012));
}

TEST_F(JournalRedactionTest, ShowsThatARequestHadAKey) {
  JournalEntry entry = balance_entry(0);
  EXPECT_EQ(redaction.record(kept(entry)).request_headers.find("Authorization"), nullptr);
  entry.request_headers = {{"Authorization", "Bearer"}};
  EXPECT_EQ(redaction.record(kept(entry)).request_headers.get("Authorization"), "Bearer {{key}}");
  entry.request_headers = {{"authorization", ""}};
  EXPECT_EQ(redaction.record(kept(entry)).request_headers.get("Authorization"), "{{key}}");
}

TEST_F(JournalRedactionTest, RemovesTheKeysOfTheAccountEverywhere) {
  const KeptEntry entry =
      kept(submission_entry(0, "acme/a", R"({"prompt":"is it key-of-ann or second-key?"})"));
  ASSERT_TRUE(store->add_key(account("key-of-ann"), "second-key", 1));
  const JournalRecord record = redaction.record(entry);
  EXPECT_EQ(record.request_body, R"({"prompt":"is it {{key-1}} or {{key-2}}?"})");
  EXPECT_EQ(redaction.text(entry, "not key-of-ann"), "not {{key-1}}");
}

TEST_F(JournalRedactionTest, RemovesOtherSecrets) {
  JournalEntry entry =
      submission_entry(0, "acme/a?sig=abcdefgh", R"({"prompt":"x","api_key":"abc123456"})");
  entry.request_headers = {{"X-Auth-Token", "tok-123456"}, {"Cookie", "session=abcdefghijkl"}};
  entry.response_body = R"({"message":"ann@example.com"})";
  const JournalRecord record = redaction.record(kept(entry));
  std::string all = record.target + record.request_body + record.response_body;
  for (const Header& field : record.request_headers) all += field.name + field.value;
  for (const char* const secret :
       {"abcdefgh", "abc123456", "tok-123456", "abcdefghijkl", "ann@example.com"}) {
    EXPECT_EQ(all.find(secret), std::string::npos) << all;
  }
}

TEST_F(JournalRedactionTest, RemovesSecretsFromTruncatedBodies) {
  JournalEntry entry = balance_entry(0);
  entry.response_body = R"({"code":200,"data":{"secret":"whsec_abcdefgh)";
  entry.response_body_bytes = 100;
  EXPECT_EQ(redaction.record(kept(entry)).response_body.find("abcdefgh"), std::string::npos);
  entry.response_body = R"({"api_key":"abcdefgh)";
  EXPECT_EQ(redaction.record(kept(entry)).response_body.find("abcdefgh"), std::string::npos);
}

TEST_F(JournalRedactionTest, RemovesTheBeginningOfAKeyWhereABodyIsCut) {
  JournalEntry entry = submission_entry(0, "acme/a", R"({"prompt":"my key is key-of-an)");
  entry.request_body_bytes = 100;
  entry.response_body = "no: key-of";
  entry.response_body_bytes = 100;
  const JournalRecord record = redaction.record(kept(entry));
  EXPECT_EQ(record.request_body, R"({"prompt":"my key is {{key-1}})");
  EXPECT_EQ(record.response_body, "no: {{key-1}}");
  entry.response_body_bytes = entry.response_body.size();
  EXPECT_EQ(redaction.record(kept(entry)).response_body, "no: key-of") << "it ends there";
}

TEST_F(JournalRedactionTest, RemovesWhatALaterEntryNames) {
  const KeptEntry first = kept(submission_entry(0, "acme/a", R"({"prompt":"hunter2-hunter2"})"));
  const KeptEntry second = kept(submission_entry(1, "acme/a", R"({"password":"hunter2-hunter2"})"));
  redaction.learn(first);
  redaction.learn(second);
  EXPECT_EQ(redaction.record(first).request_body, R"({"prompt":"{{secret-1}}"})");
}

TEST_F(JournalRedactionTest, RemovesFromATextWhatTheEntryNames) {
  const KeptEntry entry = kept(submission_entry(0, "acme/a", R"({"password":"hunter2-hunter2"})"));
  EXPECT_EQ(redaction.text(entry, "password is \"hunter2-hun…\""), "password is \"{{secret-1}}…\"");
}

TEST_F(JournalRedactionTest, NumbersTheSecretsOfEachAccountSeparately) {
  const auto body = [&](const std::string& email, const std::string& key) {
    return redaction.record(kept(submission_entry(0, "a", "{\"prompt\":\"" + email + "\"}"), key))
        .request_body;
  };
  EXPECT_EQ(body("ann@example.com", "ann-key"), R"({"prompt":"{{email-1}}"})");
  EXPECT_EQ(body("bob@example.com", "bob-key"), R"({"prompt":"{{email-1}}"})");
  EXPECT_EQ(body("eve@example.com", "ann-key"), R"({"prompt":"{{email-2}}"})");
}

}  // namespace
}  // namespace wavespeed_mock::journal_redaction_test
