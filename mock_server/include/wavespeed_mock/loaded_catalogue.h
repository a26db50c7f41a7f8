// A catalogue file that a mock has read at its start.
//
// Plain data; no locks.
#pragma once

#include <cstddef>
#include <filesystem>

namespace wavespeed_mock {

struct LoadedCatalogue {
  std::filesystem::path path;  // as the option `models` has it
  std::size_t models = 0;
  // What is odd in it, which the service wrote and not the user: the mock loads it all the same.
  std::size_t oddities = 0;
};

}  // namespace wavespeed_mock
