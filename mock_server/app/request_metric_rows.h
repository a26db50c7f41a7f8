// Which row of the request metrics a request counts in: its route's, or that of its method where no
// route took it.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "app/route_table.h"
#include "domain/metrics/request_metrics.h"

namespace wavespeed_mock {

std::vector<RequestMetricRow> request_metric_rows();

// The place in request_metric_rows(). `route` is one of routes(), or null.
std::size_t request_metric_row(const Route* route, std::string_view method);

}  // namespace wavespeed_mock
