// The error for an invalid configuration, for tests of everything that reads one.
#pragma once

#include <functional>
#include <string>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

// The text of the ConfigError that `load` throws; "" if it throws none.
inline std::string error_of(const std::function<void()>& load) {
  try {
    load();
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

}  // namespace wavespeed_mock
