// Counts what a program asks of operator new, by thread. A program that links allocations.cc has its own
// operator new: only programs that measure do.
#pragma once

#include <cstdint>

namespace wavespeed_mock {

// Since the calling thread began.
std::uint64_t allocations_of_thread();

}  // namespace wavespeed_mock
