#include "domain/faults/active_rule.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace wavespeed_mock {

ActiveRule::ActiveRule(Content content, Origin origin)
    : content_(std::move(content)), origin_(std::move(origin)), hash_(fault_hash(content_.id)) {}

nlohmann::ordered_json ActiveRule::to_json() const {
  nlohmann::ordered_json out = {{"id", id()}};
  content_.conditions.write(out);
  if (!content_.key.empty()) out["key"] = "…";
  content_.timing.write(out);
  auto list = nlohmann::ordered_json::array();
  for (const auto& fault : content_.faults) list.push_back(wavespeed_mock::to_json(*fault));
  if (list.size() == 1) {
    out["fault"] = std::move(list[0]);
  } else {
    out["faults"] = std::move(list);
  }
  out["commit"] = content_.before_commit ? "before" : "after";
  return out;
}

std::string names_of(const FaultList& faults) {
  std::string names;
  for (const auto& fault : faults) {
    if (!names.empty()) names += ", ";
    names += fault->type();
  }
  return names;
}

// FNV-1a (Fowler, Noll and Vo).
std::uint64_t fault_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace wavespeed_mock
