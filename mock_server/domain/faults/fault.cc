#include "domain/faults/fault.h"

#include <nlohmann/json.hpp>

#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

std::shared_ptr<const Fault> load_fault(const nlohmann::json&, const std::string& where) {
  throw ConfigError(where + ": there are no faults yet");
}

nlohmann::ordered_json to_json(const Fault& fault) {
  return {{"type", fault.type()}};
}

std::vector<std::string_view> fault_types() {
  return {};
}

}  // namespace wavespeed_mock
