#include "domain/faults/fault_rule_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/requests/request_match_json.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Ids are used in paths and in header fields.
bool is_rule_id(std::string_view id) {
  constexpr std::size_t kLongest = 64;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !id.empty() && id.size() <= kLongest && !id.starts_with('.') &&
         std::all_of(id.begin(), id.end(), plain);
}

// Whether the fault is about a task or its webhook, so that it needs a submission that is carried
// out.
bool is_about_task(const Fault& fault) {
  const SeededRandom draws(0, "");
  TaskFault task;
  WebhookFault webhook;
  fault.on_task(task, {draws, 0});
  fault.on_webhook(webhook, {draws, 0});
  return !task.empty() || !webhook.empty();
}

std::string quoted_type(const Fault& fault) {
  return "\"" + std::string(fault.type()) + "\"";
}

// A rule in either form, before it is checked as a whole.
struct RuleDraft {
  std::string id{};
  RequestMatch requests{};
  std::string key{};
  FaultTiming timing{};
  FaultList faults{};
  std::string commit{};  // "before", "after" or "" for the default
};

// `where` with the rule's id, which must be valid.
std::string named(const std::string& where, const std::string& id) {
  if (id.empty()) return where;
  if (!is_rule_id(id)) {
    refuse_field(where, "id",
                 "must be at most 64 letters, digits, \"-\", \"_\" and \".\", and not begin with "
                 "\".\", not \"" +
                     shortened(id) + "\"");
  }
  return where + ' ' + text_quote(id);
}

FaultList read_faults(JsonReader& in) {
  FaultList faults;
  const json* one = in.value("fault");
  const json* list = in.value("faults");
  if (one != nullptr && list != nullptr) {
    in.fail("faults", "cannot be given together with \"fault\": give one fault, or a list");
  }
  if (one != nullptr) faults.push_back(load_fault(*one, in.where() + ": fault"));
  in.each("faults", [&](const json& fault, const std::string& where) {
    faults.push_back(load_fault(fault, where));
  });
  return faults;
}

RuleDraft read_draft(JsonReader& in, const std::string& where) {
  RuleDraft draft{.id = in.text("id", "")};
  in.rename(named(where, draft.id));
  draft.requests = read_request_match(in, MatchUse::fault_rule);
  draft.key = in.text("key", "");
  draft.timing = FaultTiming::read(in);
  // These fields are marked as known here, but read after done(): for a misspelled field, "is not
  // known" is a better error than "is missing".
  in.value("fault");
  in.value("faults");
  in.value("commit");
  in.done();
  draft.faults = read_faults(in);
  if (in.value("commit") != nullptr) draft.commit = in.choice("commit", {"before", "after"}, "");
  return draft;
}

RuleDraft draft_of(const FaultRule& rule, const std::string& where) {
  RuleDraft draft{.id = rule.id,
                  .requests = {.route = rule.route,
                               .method = rule.method,
                               .path = rule.path,
                               .model = rule.model,
                               .header = rule.header,
                               .prompt = rule.prompt,
                               .body = rule.body},
                  .key = rule.key,
                  .timing = {.after = rule.after,
                             .first = rule.first,
                             .every = rule.every,
                             .times = rule.times,
                             .probability = rule.probability,
                             .from = rule.from,
                             .until = rule.until}};
  if (rule.fault && !rule.faults.empty()) {
    refuse_field(where, "faults",
                 "cannot be given together with \"fault\": give one fault, or a list");
  }
  if (rule.fault) draft.faults.push_back(load_fault(*rule.fault, where + ": fault"));
  for (std::size_t i = 0; i < rule.faults.size(); ++i) {
    draft.faults.push_back(
        load_fault(rule.faults[i], where + ": faults[" + std::to_string(i) + "]"));
  }
  if (rule.commit) draft.commit = *rule.commit == Commit::before ? "before" : "after";
  return draft;
}

ActiveRule::Content checked(RuleDraft draft, const std::string& where,
                            std::span<const std::string_view> routes) {
  if (!draft.key.empty() && !is_well_formed_key(draft.key)) {
    // The message does not contain the key, which is a secret.
    refuse_field(where, "key",
                 "must be an API key: 1 to 512 visible ASCII characters without a space");
  }
  draft.timing.check(where);
  RequestConditions conditions(std::move(draft.requests), where, routes);
  if (conditions.names_prompt()) {
    if (!conditions.names_routes()) conditions.limit_to_submissions();
    if (!conditions.takes_submissions()) {
      refuse_field(where, "prompt",
                   "is a condition for the route \"submit\": other requests have no prompt");
    }
  }
  if (draft.faults.empty()) {
    refuse_field(
        where, "fault",
        "is missing: a fault such as \"connection_reset\" or {\"type\": …}, or \"faults\", a "
        "list of at least one");
  }
  const bool before_commit = is_before_commit(draft.faults, draft.commit, where);
  const auto about_tasks = [](const auto& fault) { return is_about_task(*fault); };
  if (std::all_of(draft.faults.begin(), draft.faults.end(), about_tasks)) {
    if (!conditions.names_routes()) conditions.limit_to_submissions();
    if (!conditions.takes_submissions()) {
      refuse_field(where, "route",
                   "must be \"submit\": " + quoted_type(*draft.faults.front()) +
                       " is about the task that a submission creates");
    }
  }
  return {.id = std::move(draft.id),
          .conditions = std::move(conditions),
          .key = std::move(draft.key),
          .timing = draft.timing,
          .faults = std::move(draft.faults),
          .before_commit = before_commit};
}

}  // namespace

bool is_before_commit(const FaultList& faults, std::string_view commit, const std::string& where) {
  const auto taker = std::find_if(faults.begin(), faults.end(),
                                  [](const auto& fault) { return fault->takes_answer(); });
  const auto worker = std::find_if(faults.begin(), faults.end(),
                                   [](const auto& fault) { return is_about_task(*fault); });
  const bool can_be_before = taker != faults.end() && worker == faults.end();
  if (commit.empty()) return can_be_before;
  if (commit == "before" && !can_be_before) {
    const std::string why =
        worker != faults.end() ? quoted_type(**worker) + " is about a task"
                               : quoted_type(*faults.front()) + " needs the answer of the endpoint";
    refuse_field(where, "commit",
                 "must be \"after\": " + why + ", which does not exist before the commit");
  }
  return commit == "before";
}

ActiveRule::Content read_fault_rule(const json& value, const std::string& where,
                                    std::span<const std::string_view> routes) {
  JsonReader in(value, where, "fault rule");
  RuleDraft draft = read_draft(in, where);
  return checked(std::move(draft), in.where(), routes);
}

ActiveRule::Content read_fault_rule(const FaultRule& rule, const std::string& where,
                                    std::span<const std::string_view> routes) {
  const std::string name = named(where, rule.id);
  return checked(draft_of(rule, name), name, routes);
}

}  // namespace wavespeed_mock
