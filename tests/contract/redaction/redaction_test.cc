#include "contract/redaction/redaction.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "contract/redaction/planted_secrets.h"
#include "support/transcripts.h"

namespace wavespeed_mock::redaction_test {
namespace {

using nlohmann::json;
using planted_secrets::kEchoes;
using planted_secrets::planted;
using planted_secrets::redacted;

TEST(Redaction, NumbersKeysByTheirFirstAppearance) {
  Redaction redaction(ContractDocument::builtin());
  const auto authorization = [&](const std::string& value) {
    return std::string(redaction
                           .redacted(exchange_of({.method = "GET",
                                                  .target = "/api/v3/balance",
                                                  .headers = {{"authorization", value}}},
                                                 {}))
                           .request.headers.get("Authorization"));
  };
  EXPECT_EQ(authorization("Bearer first-key"), "Bearer {{key-1}}");
  EXPECT_EQ(authorization("Bearer second-key"), "Bearer {{key-2}}");
  EXPECT_EQ(authorization("bearer   first-key "), "bearer {{key-1}}");
  EXPECT_EQ(authorization("naked-key"), "{{key-3}}");
  EXPECT_EQ(authorization("k"), "{{key-4}}");
  EXPECT_EQ(redaction.redacted("no such key: second-key"), "no such key: {{key-2}}");
}

TEST(Redaction, RemovesWhatTheContractMarks) {
  const auto secret = redacted(json_exchange("GET", "/api/v3/webhook/secret", "",
                                             R"({"code":200,"data":{"secret":"whsec_abc"}})"));
  EXPECT_EQ(secret.response.body, R"({"code":200,"data":{"secret":"{{secret-1}}"}})");

  const auto bills = redacted(json_exchange(
      "POST", "/api/v3/billings/search", "{}",
      R"({"data":{"items":[{"uuid":"u","access_key_name":"laptop","order":{"ak_id":17,"id":3}}]}})"));
  const json item = json::parse(bills.response.body)["data"]["items"][0];
  EXPECT_EQ(item["access_key_name"], "{{secret-1}}");
  EXPECT_EQ(item["order"]["ak_id"], 1) << "a number stays a number";
  EXPECT_EQ(item["order"]["id"], 3);
  EXPECT_EQ(item["uuid"], "u");
}

// Clients need the rest of the URL, and a later request with it must be recognised.
TEST(Redaction, RemovesTheSignatureFromAnUploadUrl) {
  Redaction redaction(ContractDocument::builtin());
  const auto ticket = redaction.redacted(json_exchange(
      "POST", "/api/v3/media/uploads", R"({"filename":"a.png","size":8})",
      R"({"data":{"upload":{"method":"PUT","url":"http://h/media/uploads/1/a.png?signature=abcdef01&x=12"}}})"));
  EXPECT_EQ(json::parse(ticket.response.body)["data"]["upload"]["url"],
            "http://h/media/uploads/1/a.png?signature=redacted-secret-1&x=redacted-secret-2");
  const auto put = redaction.redacted(
      exchange_of({.method = "PUT", .target = "/media/uploads/1/a.png?signature=abcdef01"}, {}));
  EXPECT_EQ(put.request.target, "/media/uploads/1/a.png?signature=redacted-secret-1");
}

TEST(Redaction, KeepsEverythingElse) {
  const std::string body =
      R"({"prompt":"the secret of a token@","num_images":1,"max_tokens":5,"seed":-1,"loras":[{"path":"a/b","scale":0.5}],"on":true,"no":null})";
  const auto exchange = redacted(
      json_exchange("POST", "/api/v3/acme/model?webhook=https%3A%2F%2Fh.test%2Fx", body, body));
  EXPECT_EQ(exchange.request.body, body);
  EXPECT_EQ(exchange.response.body, body);
  EXPECT_EQ(exchange.request.target, "/api/v3/acme/model?webhook=https%3A%2F%2Fh.test%2Fx");
  EXPECT_EQ(exchange.request.headers.get("Content-Type"), "application/json");
}

TEST(Redaction, KeepsTheBytesOfFiles) {
  const std::string bytes = "\x89PNG a@b.test password=12345678 \xff";
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n" + bytes +
      "\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nc@d.test\r\n--b--\r\n";
  const auto exchange =
      redacted(exchange_of({.method = "POST",
                            .target = "/api/v3/media/upload/binary",
                            .headers = {{"Content-Type", "multipart/form-data; boundary=b"}},
                            .body = form},
                           {.headers = {{"Content-Type", "image/png"}}, .body = bytes}));
  EXPECT_NE(exchange.request.body.find(bytes), std::string::npos);
  EXPECT_EQ(exchange.request.body.find("c@d.test"), std::string::npos);
  EXPECT_EQ(exchange.response.body, bytes);
}

TEST(Redaction, TruncatesBeforeItSearches) {
  const auto exchange =
      Redaction(ContractDocument::builtin(), 4)
          .redacted(exchange_of({.method = "PUT", .target = "/", .headers = {}, .body = "12345"},
                                {.body = "123456"}));
  EXPECT_EQ(exchange.request_cut->size, 5U);
  EXPECT_EQ(exchange.response_cut->size, 6U);
  EXPECT_EQ(exchange.response.body, "");
}

// A stream writes each exchange when it comes: what it has written stays as it is.
TEST(Redaction, KnowsInAStreamWhatEarlierExchangesNamed) {
  Redaction redaction(ContractDocument::builtin());
  const auto note = [&] {
    const auto written = redaction.redacted(planted(kEchoes[0], "hunter2-hunter2"));
    return std::string(written.request.headers.get("X-Note"));
  };
  EXPECT_EQ(note(), "it is hunter2-hunter2");
  redaction.redacted(json_exchange("GET", "/", R"({"password":"hunter2-hunter2"})", ""));
  EXPECT_EQ(note(), "it is {{secret-1}}");
}

}  // namespace
}  // namespace wavespeed_mock::redaction_test
