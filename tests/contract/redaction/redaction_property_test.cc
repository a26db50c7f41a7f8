// What holds of every secret, wherever an exchange has it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "contract/redaction/planted_secrets.h"
#include "contract/redaction/redaction.h"
#include "support/transcripts.h"

namespace wavespeed_mock::planted_secrets::redaction_property_test {
namespace {

TEST(RedactionProperty, RemovesEveryPlantedSecret) {
  for (const Location& location : kLocations) {
    for (const std::string secret : kSecrets) {
      SCOPED_TRACE(std::string(location.name) + ": " + secret);
      RecordedExchange exchange =
          exchange_of({.method = "GET", .target = "/api/v3/balance"}, {.status = 200});
      location.plant(exchange, secret);
      const std::string line = to_line(redacted(exchange));
      EXPECT_EQ(line.find(secret), std::string::npos) << line;
      EXPECT_EQ(line.find(escaped(secret)), std::string::npos) << line;
    }
  }
}

// A secret that is known from one place must be removed everywhere.
TEST(RedactionProperty, RemovesEveryEchoOfAKey) {
  for (const std::string key : kSecrets) {
    RecordedExchange exchange =
        exchange_of({.method = "POST",
                     .target = "/api/v3/" + key + "?x=" + escaped(key),
                     .headers = {{"X-Note", "my " + key},
                                 {"Content-Type", "application/json"},
                                 {"Authorization", "Bearer " + key}},
                     .body = json{{key, "the key is '" + key + "'"}}.dump()},
                    {.status = 400,
                     .headers = {{"X-Mock-Reason", key}, {"Content-Type", "image/png"}},
                     .body = "\xff\xfe" + key + "\xff"});
    const std::string line = to_line(redacted(exchange));
    EXPECT_EQ(line.find(key), std::string::npos) << line;
    EXPECT_EQ(line.find(escaped(key)), std::string::npos) << line;
    EXPECT_EQ(redacted(exchange).response.body.find(key), std::string::npos);
  }
}

// In whatever order they come: in one exchange, in a later one, in an earlier one that is written
// after all are known.
TEST(RedactionProperty, RemovesEveryEchoOfASecret) {
  for (const Location& named : kLocations) {
    // There it is only a part of what is secret.
    if (named.name == std::string_view("form with quotes")) continue;
    for (const Location& echo : kEchoes) {
      for (const std::string secret : kSecrets) {
        SCOPED_TRACE(std::string(named.name) + ", " + echo.name + ": " + secret);
        const RecordedExchange names = planted(named, secret);
        const RecordedExchange repeats = planted(echo, secret);
        ASSERT_TRUE(tells(names, secret));
        ASSERT_TRUE(tells(repeats, secret));
        Redaction later(ContractDocument::builtin());
        EXPECT_FALSE(tells(later.redacted(names), secret));
        EXPECT_FALSE(tells(later.redacted(repeats), secret));
        Redaction earlier(ContractDocument::builtin());
        earlier.learn(repeats);
        earlier.learn(names);
        EXPECT_FALSE(tells(earlier.redacted(repeats), secret));
      }
    }
  }
}

TEST(RedactionProperty, RemovesASecretThatALaterTextNames) {
  const RecordedExchange exchange = exchange_of(
      {.method = "POST",
       .target = "/api/v3/balance?note=hunter2-hunter2",
       .headers = {{"X-Note", "hunter2-hunter2"}, {"Content-Type", "application/json"}},
       .body = R"({"note":"hunter2-hunter2"})"},
      {.headers = {{"X-Reason", "hunter2-hunter2"}, {"Content-Type", "application/json"}},
       .body = R"({"echo":"hunter2-hunter2","password":"hunter2-hunter2"})"});
  EXPECT_EQ(to_line(redacted(exchange)).find("hunter2"), std::string::npos);
  // Also of a body that is too long to be kept.
  Redaction brief(ContractDocument::builtin(), 50);
  const RecordedExchange written = brief.redacted(exchange);
  EXPECT_TRUE(written.response_cut);
  EXPECT_EQ(to_line(written).find("hunter2"), std::string::npos);
}

TEST(RedactionProperty, RemovesSecretsFromFormsAndTextsThatAreNotUtf8) {
  for (const auto& [type, body] :
       {std::pair<std::string, std::string>{"application/x-www-form-urlencoded",
                                            "city=K\xf6ln&password=hunter2-hunter2&n=1"},
        {"text/plain; charset=iso-8859-1", "K\xf6ln, password: hunter2-hunter2"}}) {
    RecordedExchange exchange = exchange_of({.method = "POST", .target = "/"}, {});
    set_request(exchange, type, body);
    set_response(exchange, "image/png", "\xff hunter2-hunter2");
    const RecordedExchange written = redacted(exchange);
    EXPECT_FALSE(tells(written, "hunter2")) << type;
    EXPECT_NE(written.request.body.find("K\xf6ln"), std::string::npos) << "all else stays";
  }
}

TEST(RedactionProperty, RemovesThePasswordOfBasicAuthorizationEverywhere) {
  // "ann:hunter2-hunter2"
  RecordedExchange exchange =
      exchange_of({.method = "GET",
                   .target = "/api/v3/balance?p=hunter2-hunter2",
                   .headers = {{"Authorization", "Basic YW5uOmh1bnRlcjItaHVudGVyMg=="}}},
                  {.body = "no: hunter2-hunter2, YW5uOmh1bnRlcjItaHVudGVyMg=="});
  EXPECT_FALSE(tells(redacted(exchange), "hunter2"));
  EXPECT_FALSE(tells(redacted(exchange), "YW5uOmh1"));
  // The other way round.
  exchange.request.headers = {{"X-Note", "YW5uOmh1bnRlcjItaHVudGVyMg=="}};
  exchange.response.body = "see https://ann:hunter2-hunter2@h.test/";
  EXPECT_FALSE(tells(redacted(exchange), "hunter2"));
  EXPECT_FALSE(tells(redacted(exchange), "YW5uOmh1"));
}

TEST(RedactionProperty, RemovesTheBeginningOfASecretWhereverABodyIsCut) {
  constexpr std::size_t kTelling = 4;
  for (const Location& location : kLocations) {
    for (const std::string secret : kSecrets) {
      const RecordedExchange whole = planted(location, secret);
      for (const bool of_request : {true, false}) {
        const std::string& body = of_request ? whole.request.body : whole.response.body;
        for (std::size_t size = 1; size < body.size(); ++size) {
          RecordedExchange exchange = whole;
          (of_request ? exchange.request.body : exchange.response.body).resize(size);
          Redaction redaction(ContractDocument::builtin());
          redaction.learn_key(secret);
          exchange = redaction.redacted(std::move(exchange), {TextEnd::cut, TextEnd::cut});
          ASSERT_FALSE(tells(exchange, secret.substr(0, kTelling + 1)))
              << location.name << ": " << exchange.request.body << exchange.response.body;
        }
      }
    }
  }
}

TEST(RedactionProperty, RemovesEveryEmailAddress) {
  for (const char* address : {"ann.lee@mail.test", "203.0.113.9", "2001:db8::7"}) {
    RecordedExchange exchange = json_exchange("POST", "/api/v3/acme/model", "{}", "{}");
    exchange.request.headers.add("X-Forwarded-For", std::string("198.51.100.1, ") + address);
    exchange.request.headers.add("X-Real-IP", address);
    if (std::string_view(address).find('@') != std::string_view::npos) {
      exchange.request.body = json{{"prompt", std::string("write to ") + address + "."}}.dump();
      exchange.response.body = json{{"data", {{"email", address}}}}.dump();
      exchange.request.target += "?user=ann.lee%40mail.test";
    }
    const std::string line = to_line(redacted(exchange));
    EXPECT_EQ(line.find(address), std::string::npos) << line;
    EXPECT_EQ(line.find("ann.lee"), std::string::npos) << line;
    EXPECT_EQ(line.find("198.51"), std::string::npos) << line;
  }
}

TEST(RedactionProperty, IsIdempotent) {
  for (const Location& location : kLocations) {
    RecordedExchange exchange = exchange_of({.method = "GET", .target = "/api/v3/balance"}, {});
    location.plant(exchange, kSecrets[0]);
    Redaction redaction(ContractDocument::builtin());
    const RecordedExchange once = redaction.redacted(exchange);
    EXPECT_EQ(to_line(redaction.redacted(once)), to_line(once)) << location.name;
  }
}

}  // namespace
}  // namespace wavespeed_mock::planted_secrets::redaction_property_test
