// GET /__mock/metrics: what the mock has done so far, in Prometheus' text format.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

Outcome<Response> get_metrics(const ControlContext& context, const Call& call);

std::string metrics_text(const ControlContext& context);

// All metrics as a Markdown table for docs/metrics.md: name, type, labels, meaning.
std::string metrics_markdown();

}  // namespace wavespeed_mock
