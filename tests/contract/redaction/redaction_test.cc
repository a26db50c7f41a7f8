#include "contract/redaction/redaction.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "contract/redaction/escapes.h"
#include "support/transcripts.h"

namespace wavespeed_mock::redaction_test {
namespace {

using nlohmann::json;

RecordedExchange redacted(RecordedExchange exchange) {
  return Redaction(ContractDocument::builtin()).redacted(std::move(exchange));
}

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

// Every place in an exchange where a secret may appear.
struct Location {
  const char* name;
  void (*plant)(RecordedExchange& exchange, const std::string& secret);
};

void set_request(RecordedExchange& exchange, std::string type, std::string body) {
  exchange.request.headers.add("Content-Type", std::move(type));
  exchange.request.body = std::move(body);
}
void set_response(RecordedExchange& exchange, std::string type, std::string body) {
  exchange.response.headers.add("Content-Type", std::move(type));
  exchange.response.body = std::move(body);
}
std::string escaped(const std::string& secret) {
  std::string text;
  for (const char c : secret) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    if (plain) {
      text += c;
    } else {
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
      text += code;
    }
  }
  return text;
}

constexpr Location kLocations[] = {
    {"bearer",
     [](auto& e, const auto& s) { e.request.headers.add("Authorization", "Bearer " + s); }},
    {"basic", [](auto& e, const auto& s) { e.request.headers.add("authorization", "Basic " + s); }},
    {"api key", [](auto& e, const auto& s) { e.request.headers.add("X-API-Key", s); }},
    {"cookie",
     [](auto& e, const auto& s) { e.request.headers.add("Cookie", "a=1; session=" + s); }},
    {"set-cookie",
     [](auto& e, const auto& s) { e.response.headers.add("Set-Cookie", "sid=" + s + "; Path=/"); }},
    {"secret header", [](auto& e, const auto& s) { e.response.headers.add("X-Auth-Token", s); }},
    {"location",
     [](auto& e, const auto& s) {
       e.response.headers.add("Location", "https://h.test/?token=" + escaped(s) + "&n=1");
     }},
    {"query",
     [](auto& e, const auto& s) { e.request.target += "?api_key=" + escaped(s) + "&page=1"; }},
    {"signature",
     [](auto& e, const auto& s) {
       e.request.target = "/media/uploads/1/a.png?signature=" + escaped(s);
     }},
    {"url in query",
     [](auto& e, const auto& s) {
       e.request.target += "?webhook=" + escaped("https://h.test/x?token=" + escaped(s));
     }},
    {"json field",
     [](auto& e, const auto& s) {
       set_request(e, "application/json", json{{"a", {{"apiKey", s}}}}.dump());
     }},
    {"json below a secret name",
     [](auto& e, const auto& s) {
       set_response(e, "application/json", json{{"credentials", {{"of", {s, 1}}}}}.dump());
     }},
    {"json without a type",
     [](auto& e, const auto& s) {
       set_request(e, "text/plain", json{{"password", s}}.dump());
     }},
    {"json in a text",
     [](auto& e, const auto& s) {
       set_response(e, "application/json",
                    json{{"message", "got " + json{{"token", s}}.dump()}}.dump());
     }},
    {"signed url",
     [](auto& e, const auto& s) {
       set_response(e, "application/json",
                    json{{"outputs", {"https://s3.test/a?X-Amz-Signature=" + escaped(s)}}}.dump());
     }},
    {"message",
     [](auto& e, const auto& s) {
       set_response(e, "application/json",
                    json{{"message", "bad header: Authorization: Bearer " + s}}.dump());
     }},
    {"user in url",
     [](auto& e, const auto& s) {
       set_request(e, "application/json",
                   json{{"image", "https://u:" + escaped(s) + "@h.test/a"}}.dump());
     }},
    {"text body",
     [](auto& e, const auto& s) { set_response(e, "text/html", "<p>secret: " + s + "</p>"); }},
    {"form",
     [](auto& e, const auto& s) {
       set_request(e, "application/x-www-form-urlencoded", "a=1&password=" + escaped(s));
     }},
    {"multipart field",
     [](auto& e, const auto& s) {
       set_request(
           e, "multipart/form-data; boundary=b",
           "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\n" + s + "\r\n--b--\r\n");
     }},
    {"form with quotes",
     [](auto& e, const auto& s) {
       set_request(e, "application/x-www-form-urlencoded", "password=it's,+" + escaped(s) + "&a=1");
     }},
    {"encoded user in url",
     [](auto& e, const auto& s) {
       e.request.target += "?webhook=" + escaped("https://u:" + escaped(s) + "@h.test/a");
     }},
    {"marked by the contract",
     [](auto& e, const auto& s) {
       e.request.target = "/api/v3/webhook/secret";
       set_response(e, "application/json", json{{"data", {{"secret", s}}}}.dump());
     }},
};

// Characters of keys, and some that URLs and JSON escape.
constexpr const char* kSecrets[] = {"planted-0123456789", "sk_AbC/def+0=", "p4.x~yZ_77",
                                    "QUJDREVGRw=="};

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

// Where a text that names no secret repeats one, and how it writes it there.
constexpr Location kEchoes[] = {
    {"header", [](auto& e, const auto& s) { e.request.headers.add("X-Note", "it is " + s); }},
    {"header of the answer",
     [](auto& e, const auto& s) { e.response.headers.add("X-Note", "it is " + s); }},
    {"path", [](auto& e, const auto& s) { e.request.target += "/" + escaped(s); }},
    {"query", [](auto& e, const auto& s) { e.request.target += "?note=" + escaped(s); }},
    {"json",
     [](auto& e, const auto& s) {
       set_request(e, "application/json", json{{"note", "it is " + s + "."}}.dump());
     }},
    {"name in json",
     [](auto& e, const auto& s) {
       set_request(e, "application/json", json{{s, 1}}.dump());
     }},
    {"json in json",
     [](auto& e, const auto& s) {
       set_request(e, "application/json", json{{"note", json{{"x", s}}.dump()}}.dump());
     }},
    {"escaped json",
     [](auto& e, const auto& s) {
       std::string text;
       for (const char c : s) {
         char code[8];
         std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned char>(c));
         text += code;
       }
       set_request(e, "application/json", "{\"note\":\"" + text + "\"}");
     }},
    {"form",
     [](auto& e, const auto& s) {
       set_request(e, "application/x-www-form-urlencoded", "note=" + escaped(s));
     }},
    {"file in a form",
     [](auto& e, const auto& s) {
       set_request(e, "multipart/form-data; boundary=b",
                   "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" +
                       ("\xff" + s) + "\r\n--b--\r\n");
     }},
    {"file", [](auto& e, const auto& s) { set_request(e, "image/png", "\xff\xfe" + s); }},
};

bool tells(const RecordedExchange& exchange, const std::string& secret) {
  std::string all = exchange.request.method + ' ' + exchange.request.target + ' ';
  for (const Headers* const headers : {&exchange.request.headers, &exchange.response.headers}) {
    for (const Header& field : *headers) all += field.name + ": " + field.value + '\n';
  }
  all += exchange.request.body + '\n' + exchange.response.body;
  const std::string decoded = with_escapes_resolved(with_escapes_resolved(all));
  return all.find(secret) != std::string::npos || decoded.find(secret) != std::string::npos;
}

RecordedExchange planted(const Location& location, const std::string& secret) {
  RecordedExchange exchange =
      exchange_of({.method = "GET", .target = "/api/v3/balance"}, {.status = 200});
  location.plant(exchange, secret);
  return exchange;
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
}  // namespace wavespeed_mock::redaction_test
