#include "domain/faults/fault_rule.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Ids stand in paths and in header fields.
bool is_rule_id(std::string_view id) {
  constexpr std::size_t kLongest = 64;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !id.empty() && id.size() <= kLongest && !id.starts_with('.') &&
         std::all_of(id.begin(), id.end(), plain);
}

// Whether the fault is about a task or the webhook of one: it needs a submission that is carried
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

}  // namespace

FaultList load_faults(JsonReader& in) {
  FaultList faults;
  const json* one = in.value("fault");
  const json* list = in.value("faults");
  if (one != nullptr && list != nullptr) {
    in.complain("faults", "must not stand beside \"fault\": give one fault, or a list of them");
  }
  if (one != nullptr) faults.push_back(load_fault(*one, in.where() + ": fault"));
  in.each("faults", [&](const json& fault, const std::string& where) {
    faults.push_back(load_fault(fault, where));
  });
  if (faults.empty()) {
    in.complain("fault",
                "is missing: a fault such as \"connection_reset\" or {\"type\": …}, or "
                "\"faults\", a list with one at least");
  }
  return faults;
}

bool load_before_commit(JsonReader& in, const FaultList& faults) {
  const auto taker = std::find_if(faults.begin(), faults.end(),
                                  [](const auto& fault) { return fault->takes_answer(); });
  const auto worker = std::find_if(faults.begin(), faults.end(),
                                   [](const auto& fault) { return is_about_task(*fault); });
  const bool can_be_before = taker != faults.end() && worker == faults.end();
  const std::string commit =
      in.choice("commit", {"before", "after"}, can_be_before ? "before" : "after");
  if (commit == "before" && !can_be_before) {
    const std::string why =
        worker != faults.end() ? quoted_type(**worker) + " is about a task"
                               : quoted_type(*faults.front()) + " needs the answer of the endpoint";
    in.complain("commit", "must be \"after\": " + why + ", and before the commit there is none");
  }
  return commit == "before";
}

FaultRule::FaultRule(Content content, Place place)
    : content_(std::move(content)), place_(std::move(place)), hash_(fault_hash(content_.id)) {}

FaultRule::Content FaultRule::load(const json& value, const std::string& where,
                                   std::span<const std::string_view> routes) {
  JsonReader in(value, where, "fault rule");
  Content rule;
  rule.id = in.text("id", "");
  if (!rule.id.empty()) {
    if (!is_rule_id(rule.id)) {
      in.complain("id",
                  "may have letters, digits, \"-\", \"_\" and \".\", 64 at most, and not begin "
                  "with \".\", not \"" +
                      shortened(rule.id) + "\"");
    }
    in.rename(where + " \"" + rule.id + "\"");
  }
  rule.matcher = FaultMatcher::load(in, routes);
  rule.timing = FaultTiming::load(in);
  // Asked for before the unknown fields are complained of, but read when the rest is known to be
  // right: a misspelt field is the better complaint than a missing one.
  in.value("fault");
  in.value("faults");
  in.value("commit");
  in.done();
  rule.faults = load_faults(in);
  rule.before_commit = load_before_commit(in, rule.faults);

  const auto about_tasks = [](const auto& fault) { return is_about_task(*fault); };
  if (std::all_of(rule.faults.begin(), rule.faults.end(), about_tasks)) {
    if (!rule.matcher.names_routes()) rule.matcher.limit_to_submissions();
    if (!rule.matcher.takes_submissions()) {
      in.complain("route", "must be \"submit\": " + quoted_type(*rule.faults.front()) +
                               " is about the task that a submission makes");
    }
  }
  return rule;
}

nlohmann::ordered_json FaultRule::to_json() const {
  nlohmann::ordered_json out = {{"id", id()}};
  content_.matcher.write(out);
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
