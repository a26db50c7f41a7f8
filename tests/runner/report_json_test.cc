#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/contract_report.h"

namespace wavespeed_mock::report_json_test {
namespace {

using nlohmann::json;

TEST(ReportJson, HasTheTextsContentAndMore) {
  const json report = json::parse(to_json(mixed_report()));
  EXPECT_EQ(report["target"], "https://api.test");
  EXPECT_EQ(report["verdict"], "broken");
  EXPECT_EQ(report["passed"], 1);
  EXPECT_EQ(report["failed"], 1);
  EXPECT_EQ(report["skipped"], 1);
  EXPECT_EQ(report["assertions"], 13);
  EXPECT_EQ(report["balance_before"], 12.5);
  EXPECT_EQ(report["balance_after"], 12.491);
  EXPECT_EQ(report["failures"], json({"the balance moved"}));
  const json& first = report["cases"][0];
  EXPECT_EQ(first["name"], "first");
  EXPECT_EQ(first["verdict"], "passed");
  EXPECT_EQ(first["seconds"], 1.5);
  EXPECT_FALSE(first.contains("skipped"));
  const json step = {{"number", 1},          {"operation", "getBalance"},
                     {"outcome", "balance"}, {"request", "GET /api/v3/balance"},
                     {"status", 200},        {"exchanges", 3},
                     {"assertions", 6},      {"failures", json::array()}};
  EXPECT_EQ(first["steps"][1], step);
  EXPECT_EQ(report["cases"][1]["failures"].size(), 2U);
  EXPECT_EQ(report["cases"][1]["steps"][0]["status"], nullptr);
  EXPECT_EQ(report["cases"][2]["skipped"], "is not for live targets");
}

TEST(ReportJson, IsValidJsonForAnyResponse) {
  ContractReport report{.target = "memory"};
  report.failures = {"\xff\x01"};
  EXPECT_TRUE(json::accept(to_json(report)));
}

}  // namespace
}  // namespace wavespeed_mock::report_json_test
