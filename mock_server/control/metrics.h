// GET /__mock/metrics: what the mock has done so far, in Prometheus' text format.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>

#include "api/call.h"
#include "api/services.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

Outcome<Response> get_metrics(const Services& services, const Call& call);

std::string metrics_text(const Services& services);

// What there is, for docs/metrics.md: a Markdown table with name, type, labels, meaning.
std::string metrics_markdown();

}  // namespace wavespeed_mock
