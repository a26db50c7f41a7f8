// The fault rules that belong to models of the catalogue.
#include <nlohmann/json.hpp>
#include <utility>

#include "domain/faults/fault_rules.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

const ActiveRules* FaultRules::rules_of_model(std::string_view model) const {
  const auto it = of_models_.find(model);
  return it == of_models_.end() ? nullptr : &it->second;
}

std::vector<ActiveRule::Content> FaultRules::read_model_rules(const std::string& model,
                                                              const json& list,
                                                              const std::string& where) const {
  if (!list.is_array()) throw ConfigError(where + ": field \"faults\": must be a list");
  std::vector<ActiveRule::Content> rules;
  for (const json& entry : list) {
    const std::string name = where + ": faults[" + std::to_string(rules.size()) + "]";
    const bool bare = entry.is_string() || (entry.is_object() && entry.contains("type"));
    ActiveRule::Content content = read(bare ? json{{"fault", entry}} : entry, name);
    if (!content.conditions.names_routes()) content.conditions.limit_to_submissions();
    if (!content.conditions.takes_submissions()) {
      throw ConfigError(name +
                        ": field \"route\": must be \"submit\" or left out: the faults of a model "
                        "apply to its submissions");
    }
    if (content.id.empty()) {
      content.id = rules.empty() ? model : model + " " + std::to_string(rules.size() + 1);
    }
    rules.push_back(std::move(content));
  }
  return rules;
}

void FaultRules::set_model_rules(const std::string& model, std::vector<ActiveRule::Content> rules,
                                 Timestamp now) {
  of_models_.erase(model);
  if (rules.empty()) return;
  ActiveRules& active = of_models_[model];
  for (ActiveRule::Content& content : rules) {
    active.push_back(std::make_shared<const ActiveRule>(
        std::move(content), ActiveRule::Origin{"model", ++last_serial_, now}));
  }
}

}  // namespace wavespeed_mock
