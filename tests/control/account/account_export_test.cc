#include "control/account/account_export.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/upload_client.h"

namespace wavespeed_mock::account_export_test {
namespace {

using json = MockClient::json;
using std::chrono::days;

constexpr const char* kExport = "/__mock/accounts/self/export";

TEST(AccountExport, HasEverythingInTheAccount) {
  const MockClient client;
  const std::string task = client.id(client.submit());
  client.submit("mock/always-fails");
  client.with_key("other-key").submit();
  client.advance(std::chrono::hours(1));
  const json data = client.data(client.get(kExport));
  EXPECT_EQ(data["exported_at"], "2026-01-01T01:00:00.000000000Z");
  EXPECT_EQ(data["account"]["balance"], 99.99);
  EXPECT_EQ(data["credit"]["grants"].size(), 1U);
  EXPECT_EQ(data["keys"].size(), 1U);
  ASSERT_EQ(data["predictions"].size(), 2U);
  EXPECT_EQ(data["predictions"][0]["id"], task);
  EXPECT_EQ(data["predictions"][0]["inputs"], (json{{"prompt", "a cat"}}));
  EXPECT_EQ(data["predictions"][0]["outputs"].size(), 1U);
  ASSERT_EQ(data["billings"].size(), 3U);
  EXPECT_EQ(data["billings"][2]["billing_type"], "refund");
  EXPECT_EQ(data["uploads"], json::array());
}

TEST(AccountExport, HasFilesButNoTickets) {
  const MockClient client;
  const std::string ticket = R"({"content_type": "image/png", "filename": "a.png", "size": 10})";
  ASSERT_EQ(client.post("/api/v3/media/uploads", ticket).status, 200);
  const Response stored = post_form(client, "/api/v3/media/upload/binary",
                                    form("cat.png", "image/png", "\x89PNG\r\n\x1a\n"));
  ASSERT_EQ(stored.status, 200) << stored.body;
  const json uploads = client.data(client.get(kExport))["uploads"];
  ASSERT_EQ(uploads.size(), 1U);
  EXPECT_EQ(uploads[0]["filename"], "cat.png");
  EXPECT_EQ(uploads[0]["content_type"], "image/png");
  EXPECT_EQ(uploads[0]["url"], client.data(stored)["download_url"]);
}

TEST(AccountExport, LeavesOutExpiredData) {
  const MockClient client;
  client.submit();
  client.advance(days(8));
  const json data = client.data(client.get(kExport));
  EXPECT_EQ(data["predictions"], json::array());
  EXPECT_EQ(data["billings"].size(), 1U);
}

TEST(AccountExport, IsAvailableUntilTermination) {
  const MockClient client;
  client.submit();
  client.post("/__mock/accounts/self", R"({"status": "suspended"})");
  EXPECT_EQ(client.get(kExport).status, 200) << "a suspended account can still be exported";
  client.post("/__mock/accounts/self", R"({"status": "terminated"})");
  const Response late = client.get(kExport);
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(client.message(late), "the account is terminated, and its data is gone");
}

}  // namespace
}  // namespace wavespeed_mock::account_export_test
