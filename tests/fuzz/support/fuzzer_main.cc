// What libFuzzer calls. Each program that is built with it has one target.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "fuzz/support/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wavespeed_mock::fuzz;
  try {
    targets().front()->run({reinterpret_cast<const char*>(data), size});
  } catch (const Violation& violation) {
    std::fprintf(stderr, "violation: %s\n", violation.what());
    throw;  // ends the process, so that libFuzzer keeps the input
  }
  return 0;
}
