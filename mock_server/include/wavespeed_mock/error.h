// The exceptions that this library throws.
#pragma once

#include <stdexcept>

namespace wavespeed_mock {

// A wrong option, an unreadable or broken fixture file, a port that is taken: thrown at start only.
// what() is one line that says what was wrong, where, and what would be right.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace wavespeed_mock
