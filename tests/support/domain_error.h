// The error for an invalid configuration, for tests of everything that reads one.
#pragma once

#include <gtest/gtest.h>

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

// The same without the name of the file, with which the error must begin: "f.json: ".
inline std::string error_in(const std::string& file, const std::function<void()>& load) {
  const std::string error = error_of(load);
  if (error.empty()) return "";
  EXPECT_TRUE(error.starts_with(file + ": ")) << error;
  return error.substr(file.size() + 2);
}

}  // namespace wavespeed_mock
