#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz {
namespace {

// Filled before main(), in no order, by one thread.
std::vector<const Target*>& registered() {
  static std::vector<const Target*> list;
  return list;
}

}  // namespace

Target::Target(std::string_view target_name, Function function) : name(target_name), run(function) {
  registered().push_back(this);
}

const std::vector<const Target*>& targets() {
  return registered();
}

}  // namespace wavespeed_mock::fuzz
