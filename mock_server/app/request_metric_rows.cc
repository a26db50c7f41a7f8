#include "app/request_metric_rows.h"

#include <algorithm>
#include <iterator>

namespace wavespeed_mock {
namespace {

// A client may send any text as its method: it must not add a label.
constexpr std::string_view kMethods[] = {"GET",   "HEAD",   "POST",    "PUT",
                                         "PATCH", "DELETE", "OPTIONS", "other"};

}  // namespace

std::vector<RequestMetricRow> request_metric_rows() {
  std::vector<RequestMetricRow> rows;
  for (const Route& route : routes()) rows.push_back({route.name, route.method});
  for (const std::string_view method : kMethods) rows.push_back({"none", method});
  return rows;
}

std::size_t request_metric_row(const Route* route, std::string_view method) {
  if (route != nullptr) return static_cast<std::size_t>(route - routes().data());
  const auto known = std::find(std::begin(kMethods), std::prev(std::end(kMethods)), method);
  return routes().size() + static_cast<std::size_t>(known - std::begin(kMethods));
}

}  // namespace wavespeed_mock
