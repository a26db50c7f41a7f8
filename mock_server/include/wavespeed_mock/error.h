// The exceptions that this library throws. Every one is an Error.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace wavespeed_mock {

enum class ErrorCode : std::uint8_t {
  config,            // an option, a fixture, a scenario or a rule is wrong, or cannot be read
  invalid_argument,  // a function was called with a value that it does not take
  not_found,         // the account has no such key, invoice or coupon
  conflict,          // not possible in the present state, such as a time before that of an account
  no_answer,         // the target of a contract did not answer
};

// what() is one line that says what was wrong, where, and what would be right. Control characters
// of what it quotes are written as in JSON, such as \n or \u0000.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message);

  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

// A wrong option, an unreadable or broken file, a port that is in use, or a wrong rule, scenario or
// expectation as JSON text.
class ConfigError : public Error {
 public:
  explicit ConfigError(const std::string& message) : Error(ErrorCode::config, message) {}
};

}  // namespace wavespeed_mock
