#include "fuzz/support/target.h"

#include <functional>

namespace wavespeed_mock::fuzz {
namespace {

// Filled before main(), in no order, by one thread.
std::vector<const Target*>& registered() {
  static std::vector<const Target*> list;
  return list;
}

bool always_completely = false;

}  // namespace

bool checks_completely(std::string_view input) {
  // By the input, so that one that was found is checked in the same way again.
  return always_completely || std::hash<std::string_view>()(input) % 4 == 0;
}

void always_check_completely() {
  always_completely = true;
}

Target::Target(std::string_view target_name, Function function) : name(target_name), run(function) {
  registered().push_back(this);
}

const std::vector<const Target*>& targets() {
  return registered();
}

}  // namespace wavespeed_mock::fuzz
