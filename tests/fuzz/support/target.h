// A fuzz target: a function that takes any bytes, with the properties that must hold for them.
//
// Each *.cc file of tests/fuzz registers one, named as the file is. libFuzzer calls it with inputs
// that it makes up; ./dev test calls it with those of the corpus.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::fuzz {

struct Target {
  using Function = void (*)(std::string_view input);

  // `name` must be a literal.
  Target(std::string_view name, Function run);

  std::string_view name;
  Function run;
};

// Those of this program.
const std::vector<const Target*>& targets();

// Whether an input that takes twice as long to check completely is checked completely. A fuzzer
// does so for one input of four, and tries more inputs instead.
bool checks_completely(std::string_view input);
// For programs that are not fuzzers.
void always_check_completely();

// A property does not hold. A fuzzer lets it end the process, as a crash.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws Violation where `holds` is false. `says` and `about` say what must hold, and of what.
inline void check(bool holds, std::string_view says, std::string_view about = {}) {
  if (holds) return;
  std::string message(says);
  if (!about.empty()) message.append(": ").append(about.substr(0, 2'000));
  throw Violation(message);
}

inline void check_equal(std::string_view is, std::string_view expected, std::string_view says) {
  if (is == expected) return;
  throw Violation(std::string(says) + "\n  is       " + std::string(is.substr(0, 2'000)) +
                  "\n  expected " + std::string(expected.substr(0, 2'000)));
}

}  // namespace wavespeed_mock::fuzz
