#include "runner/request_building.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/http/multipart.h"
#include "support/scripted_target.h"

namespace wavespeed_mock::request_building_test {
namespace {

using nlohmann::json;

CasePart part(const char* text) {
  return std::make_shared<const json>(json::parse(text));
}

class RequestBuilding : public ::testing::Test {
 protected:
  RequestBuilding() { variables_.set("id", "00af"); }

  BuiltRequest build(const RequestTemplate& from) {
    return build_request(from, variables_, target_);
  }

  ScriptedTarget target_{[](const Request&) { return Response(); }};
  Variables variables_{target_};
};

TEST_F(RequestBuilding, FillsPathAndQuery) {
  const BuiltRequest built = build({.method = "GET",
                                    .pattern = "/api/v3/{model_id...}",
                                    .path = part(R"({"model_id": "acme/A b?"})"),
                                    .query = part(R"({"page": 2, "q": "a/${id}&", "x": true})")});
  EXPECT_EQ(built.request.method, "GET");
  EXPECT_EQ(built.request.target, "/api/v3/acme/A%20b%3F?page=2&q=a%2F00af%26&x=true");
  EXPECT_EQ(built.elsewhere, "");
  EXPECT_EQ(build({.method = "GET",
                   .pattern = "/a/{id}/b/{file}",
                   .path = part(R"({"id": "${id}", "file": 1})")})
                .request.target,
            "/a/00af/b/1");
}

TEST_F(RequestBuilding, SendsHostKeyAndTypeByDefault) {
  const Request plain =
      build({.method = "POST", .pattern = "/a", .json = part(R"({"n": "${id}"})")}).request;
  EXPECT_EQ(plain.headers.get("Host"), "scripted.test:81");
  EXPECT_EQ(plain.headers.get("Authorization"), "Bearer very-secret-key");
  EXPECT_EQ(plain.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(plain.body, R"({"n":"00af"})");

  const Request own =
      build(
          {.method = "POST",
           .pattern = "/a",
           .headers = part(R"({"authorization": "Bearer ${id}", "Content-Type": null, "X-N": 1})"),
           .text = "{${id}"})
          .request;
  EXPECT_EQ(own.headers.get("Authorization"), "Bearer 00af");
  EXPECT_EQ(own.headers.find("Content-Type"), nullptr);
  EXPECT_EQ(own.headers.get("X-N"), "1");
  EXPECT_EQ(own.body, "{00af");

  const Request open = build({.method = "GET", .pattern = "/a", .sends_key = false}).request;
  EXPECT_EQ(open.headers.find("Authorization"), nullptr);
  EXPECT_EQ(open.headers.find("Content-Type"), nullptr) << "the request has no body";
}

TEST_F(RequestBuilding, WritesForms) {
  const Request request =
      build({.method = "POST",
             .pattern = "/a",
             .form = part(R"({"file": {"filename": "a.png", "type": "image/png", "base64": "AAEC"},
                                                  "note": "hi ${id}", "text": {"text": "plain"}})")})
          .request;
  const auto parts = read_multipart(request.headers.get("Content-Type"), request.body);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ((*parts)[0].name, "file");
  EXPECT_EQ((*parts)[0].filename, "a.png");
  EXPECT_EQ((*parts)[0].content_type, "image/png");
  EXPECT_EQ((*parts)[0].content, std::string_view("\0\1\2", 3));
  EXPECT_EQ((*parts)[1].content, "hi 00af");
  EXPECT_EQ((*parts)[1].filename, std::nullopt);
  EXPECT_EQ((*parts)[2].content, "plain");
}

TEST_F(RequestBuilding, EscapesWhatWouldEndANameInAForm) {
  const Request request =
      build({.method = "POST",
             .pattern = "/a",
             .form = part(R"({"a\"b": "x", "file": {"filename": "c\"\r\nX: 1", "text": "y"}})")})
          .request;
  const auto parts = read_multipart(request.headers.get("Content-Type"), request.body);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "a%22b");
  EXPECT_EQ((*parts)[1].filename, "c%22%0D%0AX: 1");
}

TEST_F(RequestBuilding, WritesBytes) {
  const Request request = build({.method = "PUT", .pattern = "/a", .base64 = "AAEC"}).request;
  EXPECT_EQ(request.body, std::string("\0\1\2", 3));
  EXPECT_EQ(request.headers.get("Content-Type"), "application/octet-stream");
}

TEST_F(RequestBuilding, RemovesTheBaseFromTargets) {
  variables_.set("url", "http://scripted.test:81/outputs/1?a=b");
  const BuiltRequest here = build({.method = "GET", .target = "${url}"});
  EXPECT_EQ(here.request.target, "/outputs/1?a=b");
  EXPECT_EQ(here.elsewhere, "");
  EXPECT_EQ(build({.method = "GET", .target = "/raw//path"}).request.target, "/raw//path");
  EXPECT_EQ(build({.method = "GET", .target = "http://scripted.test:81"}).request.target, "/");
}

TEST_F(RequestBuilding, DoesNotSendTheKeyToOtherServers) {
  for (const char* url : {"https://storage.test/put?sig=1", "http://scripted.test:810/x",
                          "http://scripted.test:81.evil.test/x"}) {
    const BuiltRequest built =
        build({.method = "PUT",
               .headers = part(R"({"X-Key": "Bearer ${key}", "X-Other": "1"})"),
               .text = "a",
               .target = url});
    EXPECT_EQ(built.elsewhere, url);
    for (const Header& header : built.request.headers) {
      EXPECT_EQ(header.value.find("very-secret-key"), std::string::npos) << header.name;
    }
    EXPECT_EQ(built.request.headers.find("Authorization"), nullptr);
    EXPECT_EQ(built.request.headers.get("X-Other"), "1");
  }
  EXPECT_EQ(
      build({.method = "PUT", .target = "https://storage.test/put"}).request.headers.get("Host"),
      "storage.test");
}

}  // namespace
}  // namespace wavespeed_mock::request_building_test
