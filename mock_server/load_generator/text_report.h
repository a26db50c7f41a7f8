// The report of a run for a terminal.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>

#include "load_generator/report.h"
#include "load_generator/run.h"

namespace wavespeed_mock::load {

// "poll on http://127.0.0.1:8787: 32 connections on 1 thread, closed loop, for 10s after 2s of
// warm-up". Also what is said before a run.
std::string headline(const Plan& plan);

// The whole table, with its notes, ending with a line break.
std::string text_report(const Report& report);

// What a terminal shows while the load runs, on one line without a break. `last` is what there
// was a moment before, for the rate.
std::string progress_line(const Plan& plan, const Run::Progress& progress,
                          const Run::Progress& last);

}  // namespace wavespeed_mock::load
