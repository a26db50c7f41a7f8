// Secrets for tests of the redaction, and every place of an exchange where one is planted.
#pragma once

#include <cctype>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "contract/redaction/escapes.h"
#include "contract/redaction/redaction.h"
#include "support/transcripts.h"

namespace wavespeed_mock::planted_secrets {

using nlohmann::json;

// Every place in an exchange where a secret may appear.
struct Location {
  const char* name;
  void (*plant)(RecordedExchange& exchange, const std::string& secret);
};

inline void set_request(RecordedExchange& exchange, std::string type, std::string body) {
  exchange.request.headers.add("Content-Type", std::move(type));
  exchange.request.body = std::move(body);
}
inline void set_response(RecordedExchange& exchange, std::string type, std::string body) {
  exchange.response.headers.add("Content-Type", std::move(type));
  exchange.response.body = std::move(body);
}
// The secret as a URL has it.
inline std::string escaped(const std::string& secret) {
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

inline constexpr Location kLocations[] = {
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

// Where a text that names no secret repeats one, and how it writes it there.
inline constexpr Location kEchoes[] = {
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

// Characters of keys, and some that URLs and JSON escape.
inline constexpr const char* kSecrets[] = {"planted-0123456789", "sk_AbC/def+0=", "p4.x~yZ_77",
                                           "QUJDREVGRw=="};

// Whether the exchange shows the secret: as it is, or escaped once or twice.
inline bool tells(const RecordedExchange& exchange, const std::string& secret) {
  std::string all = exchange.request.method + ' ' + exchange.request.target + ' ';
  for (const Headers* const headers : {&exchange.request.headers, &exchange.response.headers}) {
    for (const Header& field : *headers) all += field.name + ": " + field.value + '\n';
  }
  all += exchange.request.body + '\n' + exchange.response.body;
  const std::string decoded = with_escapes_resolved(with_escapes_resolved(all));
  return all.find(secret) != std::string::npos || decoded.find(secret) != std::string::npos;
}

inline RecordedExchange planted(const Location& location, const std::string& secret) {
  RecordedExchange exchange =
      exchange_of({.method = "GET", .target = "/api/v3/balance"}, {.status = 200});
  location.plant(exchange, secret);
  return exchange;
}

inline RecordedExchange redacted(RecordedExchange exchange) {
  return Redaction(ContractDocument::builtin()).redacted(std::move(exchange));
}

}  // namespace wavespeed_mock::planted_secrets
