// The pictures of a run's report, as SVG inside an HTML page: its colours are the
// page's (classes "grid", "axis", "line", "area", "error").
//
// Functions only; may be called from several threads.
#pragma once

#include <string>

#include "load_generator/report.h"

namespace wavespeed_mock::load {

// Latency by percentile up to 99.99. Both axes are logarithmic, so that the tail takes as much room
// as it matters.
std::string latency_plot(const Histogram& latency);

// Operations per second, and errors, over the time that was measured.
std::string throughput_plot(const ThroughputSeries& throughput);

}  // namespace wavespeed_mock::load
