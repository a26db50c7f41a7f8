#include "control/faults.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "api/json_body.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "control/scope.h"
#include "domain/faults/fault_rules.h"
#include "domain/faults/kinds/fault.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;
using Listed = FaultRules::Listed;

ordered_json to_json(const Listed& entry) {
  return {{"id", entry.rule->id()},
          {"scope", entry.for_all ? "all" : "account"},
          {"source", entry.rule->origin().source},
          {"matched", entry.count.matched},
          {"fired", entry.count.fired},
          {"rule", entry.rule->to_json()}};
}

std::vector<ActiveRule::Content> read_rules(const FaultRules& rules, const nlohmann::json& body) {
  if (!body.contains("rules")) {
    std::vector<ActiveRule::Content> one;
    one.push_back(rules.read(body, "the rule"));
    return one;
  }
  JsonReader in(body, "body");
  auto list = rules.read_list(in, "rules");
  in.done();
  if (list.empty()) in.fail("rules", "must list one rule at least");
  return list;
}

ApiError no_such_rule(const std::vector<Listed>& rules, std::string_view id) {
  std::vector<std::string_view> ids;
  ids.reserve(rules.size());
  for (const Listed& entry : rules) ids.push_back(entry.rule->id());
  return {.http = 404,
          .code = 404,
          .message = "there is no fault rule \"" + shortened(id) + "\"" + did_you_mean(id, ids)};
}

}  // namespace

Outcome<Response> list_faults(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  ordered_json rules = ordered_json::array();
  for (const Listed& entry : context.fault_rules.list(*scope)) rules.push_back(to_json(entry));
  return success({{"rules", std::move(rules)}});
}

Outcome<Response> add_faults(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  nlohmann::json body;
  if (auto problem = read_json_object(call.request, body)) return *std::move(problem);
  std::vector<ActiveRule::Content> contents;
  try {
    contents = read_rules(context.fault_rules, body);
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
  const auto added = context.fault_rules.add(*scope, std::move(contents), "api", call.now);
  if (!added) return added.error();
  ordered_json rules = ordered_json::array();
  for (const auto& rule : *added) rules.push_back(to_json(Listed{rule, *scope == nullptr, {}}));
  return success({{"rules", std::move(rules)}});
}

Outcome<Response> clear_faults(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  return success({{"removed", context.fault_rules.clear(*scope)}});
}

Outcome<Response> get_fault(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  const std::vector<Listed> rules = context.fault_rules.list(*scope);
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Listed& entry) {
    return entry.rule->id() == call.values[0];
  });
  if (found == rules.end()) return no_such_rule(rules, call.values[0]);
  return success(to_json(*found));
}

Outcome<Response> delete_fault(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  if (context.fault_rules.remove(*scope, call.values[0])) return success({{"removed", 1}});
  std::vector<Listed> rules = context.fault_rules.list(*scope);
  const bool of_account = *scope != nullptr;
  std::erase_if(rules, [&](const Listed& entry) { return entry.for_all == of_account; });
  return no_such_rule(rules, call.values[0]);
}

Outcome<Response> list_fault_types(const ControlContext&, const Call&) {
  ordered_json types = ordered_json::array();
  for (const std::string_view type : fault_types()) {
    types.push_back(
        {{"type", type}, {"meaning", fault_meaning(type)}, {"schema", fault_schema(type)}});
  }
  return success({{"types", std::move(types)}});
}

}  // namespace wavespeed_mock
