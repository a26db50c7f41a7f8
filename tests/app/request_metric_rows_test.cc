#include "app/request_metric_rows.h"

#include <gtest/gtest.h>

#include <set>

namespace wavespeed_mock::request_metric_rows_test {
namespace {

TEST(RequestMetricRows, HasARowForEachRoute) {
  const auto rows = request_metric_rows();
  for (const Route& route : routes()) {
    const RequestMetricRow& row = rows.at(request_metric_row(&route, "HEAD"));
    EXPECT_EQ(row.route, route.name);
    EXPECT_EQ(row.method, route.method);
  }
}

TEST(RequestMetricRows, HasARowForEachMethodWithoutARoute) {
  const auto rows = request_metric_rows();
  std::set<std::size_t> indices;
  for (const char* const method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    const std::size_t index = request_metric_row(nullptr, method);
    EXPECT_EQ(rows.at(index), (RequestMetricRow{"none", method}));
    indices.insert(index);
  }
  EXPECT_EQ(indices.size(), 7U);
  for (const char* const method : {"", "get", "other", "BREW"}) {
    EXPECT_EQ(rows.at(request_metric_row(nullptr, method)), (RequestMetricRow{"none", "other"}));
  }
}

}  // namespace
}  // namespace wavespeed_mock::request_metric_rows_test
