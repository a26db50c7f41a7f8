#include "wavespeed_mock/client_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock {
namespace {

ClientReport broken() {
  ClientReport report{.requests = 7};
  report.violations.push_back({.operation = "submitTask",
                               .request = "POST /api/v3/a/b",
                               .problem = "body: size must be a string, not 5",
                               .client = "curl/8",
                               .account = "ann",
                               .count = 2});
  report.violations.push_back({.request = "GET /x", .problem = "path: belongs to no operation"});
  return report;
}

TEST(ClientReport, IsReadableText) {
  EXPECT_EQ(to_text(broken()),
            "7 requests were held against the contract: 2 ways of breaking it\n"
            "  POST /api/v3/a/b\n"
            "    body: size must be a string, not 5\n"
            "    2 requests of curl/8, account ann, first at 1970-01-01T00:00:00.000000000Z\n"
            "  GET /x\n"
            "    path: belongs to no operation\n"
            "    1 request, first at 1970-01-01T00:00:00.000000000Z\n");
  EXPECT_EQ(to_text(ClientReport{.requests = 1}),
            "1 request was held against the contract: nothing wrong\n");
  EXPECT_EQ(to_text(ClientReport{}), "no request was held against the contract\n");
  ClientReport full = broken();
  full.dropped = 3;
  EXPECT_TRUE(to_text(full).starts_with(
      "7 requests were held against the contract: 2 ways of breaking it, and 3 more not listed\n"));
}

TEST(ClientReport, IsJson) {
  const nlohmann::json json = nlohmann::json::parse(to_json(broken()));

  EXPECT_EQ(json["passed"], false);
  EXPECT_EQ(json["requests"], 7);
  EXPECT_EQ(json["dropped"], 0);
  EXPECT_EQ(json["violations"][0],
            nlohmann::json::parse(R"({"operation": "submitTask", "request": "POST /api/v3/a/b",
                "problem": "body: size must be a string, not 5", "client": "curl/8",
                "account": "ann", "count": 2, "first_at": "1970-01-01T00:00:00.000000000Z"})"));
}

TEST(ClientReport, IsJunit) {
  const std::string xml = to_junit(broken());
  EXPECT_NE(xml.find(R"(tests="2" failures="2")"), std::string::npos) << xml;
  EXPECT_NE(xml.find(R"(classname="submitTask" name="body: size must be a string, not 5")"),
            std::string::npos);
  EXPECT_NE(xml.find(R"(classname="no operation")"), std::string::npos);
  EXPECT_NE(to_junit({.requests = 1}).find(R"(tests="1" failures="0" errors="0" skipped="0")"),
            std::string::npos);
  EXPECT_NE(to_junit({}).find(R"(skipped="1")"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock
