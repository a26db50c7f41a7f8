// Numbers as people read them in the reports of the load generator.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstdint>
#include <string>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock::load {

// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number);
// Per second: as grouped(), below 100 with one decimal.
std::string rate_text(double per_second);
// Three digits that count: "840 ns", "12.3 µs", "4.56 ms", "1.23 s", "183 s".
std::string latency_text(Duration latency);
// "512 B", "1.2 KiB", "34.0 MiB", …
std::string bytes_text(std::uint64_t bytes);
// 0.937 as "94 %".
std::string percent(double part);

}  // namespace wavespeed_mock::load
