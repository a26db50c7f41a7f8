#include "contract/client_reports.h"

#include <gtest/gtest.h>

#include <thread>

#include "support/small_contract.h"

namespace wavespeed_mock::client_reports_test {
namespace {

using std::chrono::seconds;

const Request kRequest{
    .method = "POST",
    .target = "/api/v3/acme/model?webhook=secret",
    .headers = {{"X-Client-Name", "wavespeed-js"}, {"X-Client-Version", "0.3.2"}}};

ContractProblem problem(const std::string& path, const std::string& text = "is wrong") {
  return {.part = "body", .kind = "type", .path = path, .problem = text, .schema = ""};
}

const Operation* submit() {
  return small_contract().by_id("submit");
}

TEST(ClientReports, KeepsOneEntryPerKindOfViolation) {
  ClientReports reports;
  const Timestamp start{seconds(100)};
  reports.add(kRequest, submit(), "ann", start, {problem("a", "must be 1, not 2"), problem("b")});
  reports.add(kRequest, submit(), "ann", start + seconds(1), {problem("a", "must be 1, not 3")});
  reports.add(kRequest, submit(), "ann", start + seconds(2), {});

  const ClientReport report = reports.report(std::nullopt);

  EXPECT_EQ(report.requests, 3);
  EXPECT_FALSE(report.passed());
  ASSERT_EQ(report.violations.size(), 2);
  const ContractViolation& first = report.violations[0];
  EXPECT_EQ(first.operation, "submit");
  EXPECT_EQ(first.request, "POST /api/v3/acme/model");
  EXPECT_EQ(first.problem, "body: a must be 1, not 2");
  EXPECT_EQ(first.client, "wavespeed-js 0.3.2");
  EXPECT_EQ(first.account, "ann");
  EXPECT_EQ(first.count, 2);
  EXPECT_EQ(first.first_at, start);
}

TEST(ClientReports, SeparatesOperationsAccountsAndParts) {
  ClientReports reports;
  ContractProblem in_query = problem("a");
  in_query.part = "query";
  ContractProblem missing = problem("a");
  missing.kind = "missing";
  reports.add(kRequest, submit(), "ann", {}, {problem("a"), in_query, missing});
  reports.add(kRequest, nullptr, "ann", {}, {problem("a")});
  reports.add(kRequest, submit(), "bob", {}, {problem("a")});

  EXPECT_EQ(reports.report(std::nullopt).violations.size(), 5);
  EXPECT_EQ(reports.report("ann").violations.size(), 4);
  EXPECT_EQ(reports.report("ann").requests, 2);
  EXPECT_EQ(reports.report("bob").violations.size(), 1);
  EXPECT_EQ(reports.report("eve").requests, 0);
}

TEST(ClientReports, ForgetsOneAccountOrAll) {
  ClientReports reports;
  reports.add(kRequest, submit(), "ann", {}, {problem("a")});
  reports.add(kRequest, submit(), "bob", {}, {problem("a")});

  reports.clear("ann");
  EXPECT_EQ(reports.report(std::nullopt).violations.size(), 1);
  EXPECT_EQ(reports.report(std::nullopt).requests, 1);
  reports.clear(std::nullopt);
  EXPECT_TRUE(reports.report(std::nullopt).passed());
  EXPECT_EQ(reports.report(std::nullopt).requests, 0);
}

TEST(ClientReports, IsBounded) {
  ClientReports reports(2);
  for (const char* const path : {"a", "b", "c", "a"}) {
    reports.add(kRequest, submit(), path, {}, {problem("x")});
  }

  const ClientReport report = reports.report(std::nullopt);

  EXPECT_EQ(report.violations.size(), 2);
  EXPECT_EQ(report.dropped, 1);
  EXPECT_EQ(report.requests, 4);
}

TEST(ClientReports, HasAThousandKinds) {
  ClientReports reports;
  for (int i = 0; i < 1'000; ++i) {
    reports.add(kRequest, submit(), "ann", {}, {problem(std::to_string(i))});
  }
  EXPECT_EQ(reports.report(std::nullopt).violations.size(), 1'000U);
  EXPECT_EQ(reports.report(std::nullopt).dropped, 0U);
  reports.add(kRequest, submit(), "ann", {}, {problem("one more")});
  EXPECT_EQ(reports.report(std::nullopt).violations.size(), 1'000U);
  EXPECT_EQ(reports.report(std::nullopt).dropped, 1U);
}

TEST(ClientReports, NamesAClientByItsUserAgentIfItSendsNoName) {
  ClientReports reports;
  Request request{.method = "GET", .target = "/x", .headers = {{"User-Agent", "curl/8"}}};
  reports.add(request, nullptr, "", {}, {problem("")});
  EXPECT_EQ(reports.report("").violations.at(0).client, "curl/8");
}

TEST(ClientReports, IsThreadSafe) {
  ClientReports reports;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) reports.add(kRequest, submit(), "ann", {}, {problem("a")});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(reports.report("ann").violations.at(0).count, 400);
}

}  // namespace
}  // namespace wavespeed_mock::client_reports_test
