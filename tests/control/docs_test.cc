#include "control/docs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::docs_test {
namespace {

using testing::HasSubstr;

Response get(const std::string& target) {
  const MockClient client;
  return client.send({.method = "GET", .target = target, .headers = {{"Host", "mock.test:99"}}});
}

TEST(OpenapiJson, IsTheContractWithTheClientsAddress) {
  const Response response = get("/openapi.json");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(MockClient::header(response, "Content-Type"), "application/json");
  const auto document = MockClient::body(response);
  EXPECT_EQ(document["servers"][0]["url"], "http://mock.test:99");
  EXPECT_TRUE(document["paths"].contains("/api/v3/{model_id}"));
  EXPECT_EQ(response.body.find("127.0.0.1:8787"), std::string::npos);
  EXPECT_TRUE(response.body.ends_with("}\n"));
}

TEST(FrontPage, LeadsBrowsersToTheDocsPage) {
  const MockClient client;
  for (const char* method : {"GET", "HEAD"}) {
    const Response response = client.send(
        {.method = method,
         .target = "/",
         .headers = {
             {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}}});
    EXPECT_EQ(response.status, 302);
    EXPECT_EQ(MockClient::header(response, "Location"), "/docs");
    EXPECT_EQ(response.body, "");
  }
}

TEST(FrontPage, IsAnErrorForOtherClients) {
  const MockClient client;
  for (const Headers& headers :
       {Headers{}, Headers{{"Accept", "*/*"}}, Headers{{"Accept", "application/json"}}}) {
    const Response response = client.send({.method = "GET", .target = "/", .headers = headers});
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(MockClient::message(response),
              "there is no endpoint GET /; /docs lists all endpoints");
  }
}

TEST(DocsPage, LinksToNoOtherHost) {
  const Response response = get("/docs");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(MockClient::header(response, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("openapi.json"));
  EXPECT_THAT(response.body, testing::Not(HasSubstr("://")));
}

// The targets of the page's links, such as "/docs/icon.png".
std::vector<std::string> links_of(const std::string& page) {
  const std::regex link("(?:href|src)=\"([^\"]+)\"");
  std::vector<std::string> links;
  for (std::sregex_iterator it(page.begin(), page.end(), link), end; it != end; ++it) {
    links.push_back((*it)[1]);
  }
  return links;
}

TEST(DocsPage, IsTheSameWithATrailingSlash) {
  const std::string page = get("/docs").body;
  EXPECT_EQ(get("/docs/").body, page);
  for (const std::string& link : links_of(page)) EXPECT_TRUE(link.starts_with('/')) << link;
}

TEST(DocsPage, ServesEveryFileThatItLinksTo) {
  const std::string page = get("/docs").body;
  const std::vector<std::string> links = links_of(page);
  EXPECT_THAT(links, testing::Contains("/openapi.json"));
  const bool has_viewer = page.find("SwaggerUIBundle") != std::string::npos;
  EXPECT_EQ(links.size(), has_viewer ? 4u : 1u);
  for (const std::string& name : links) {
    if (name == "/openapi.json") continue;
    const Response file = get(name);
    EXPECT_EQ(file.status, 200) << name;
    EXPECT_EQ(MockClient::header(file, "Content-Encoding"), "gzip") << name;
    EXPECT_TRUE(file.body.starts_with("\x1f\x8b")) << name;
    EXPECT_NE(MockClient::header(file, "Content-Type"), "") << name;
  }
}

TEST(DocsPage, NamesAMissingFile) {
  const Response response = get("/docs/other.js");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(MockClient::message(response), "there is no file \"other.js\" of the docs page");
}

}  // namespace
}  // namespace wavespeed_mock::docs_test
