#include "app/request_metric_rows.h"

#include <gtest/gtest.h>

#include <set>

namespace wavespeed_mock::request_metric_rows_test {
namespace {

TEST(RequestMetricRows, HasARowForEachRoute) {
  const auto rows = traffic_rows();
  for (const Route& route : routes()) {
    const RequestMetricRow& row = rows.at(request_metric_row(&route, "HEAD"));
    EXPECT_EQ(row.route, route.name);
    EXPECT_EQ(row.method, route.method);
  }
}

TEST(RequestMetricRows, HasARowForEachMethodWithoutARoute) {
  const auto rows = traffic_rows();
  std::set<std::size_t> places;
  for (const char* const method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    const std::size_t place = request_metric_row(nullptr, method);
    EXPECT_EQ(rows.at(place), (RequestMetricRow{"none", method}));
    places.insert(place);
  }
  EXPECT_EQ(places.size(), 7U);
  for (const char* const method : {"", "get", "other", "BREW"}) {
    EXPECT_EQ(rows.at(request_metric_row(nullptr, method)), (RequestMetricRow{"none", "other"}));
  }
}

}  // namespace
}  // namespace wavespeed_mock::request_metric_rows_test
