#include "control/account/accounts.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "control/account/account_json.h"
#include "control/account/account_path.h"
#include "control/control_body.h"
#include "domain/billing/discounts.h"
#include "domain/billing/ledger.h"
#include "domain/scenarios/account_changes.h"
#include "domain/scenarios/account_loader.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json up_to_date_json(StoredAccount& account, Timestamp now) {
  return account.with(
      now, [&](AccountState& state, Timestamp) { return account_json(account.account(), state); });
}

AccountChange read_change(const ControlContext& context, JsonReader& in) {
  AccountChange change;
  if (const std::string tier = in.text("tier", ""); !tier.empty()) {
    change.tier = &context.accounts.tiers().at(tier, in.where() + ": field \"tier\"");
  }
  const std::string status = in.choice("status", {"active", "suspended", "terminated"}, "");
  if (status == "active") change.status = AccountStatus::active;
  if (status == "suspended") change.status = AccountStatus::suspended;
  if (status == "terminated") change.status = AccountStatus::terminated;
  change.note = in.text("note", "");
  if (!change.note.empty() && !change.status) {
    in.fail("note", "gives the reason for a new \"status\", which is missing");
  }
  if (in.value("discounts") != nullptr) change.discounts = read_discounts(in);
  in.done();  // a misspelled field explains why all are missing
  if (!change.status && change.tier == nullptr && !change.discounts) {
    in.fail("status", "is missing: give \"status\", \"tier\" or \"discounts\"");
  }
  return change;
}

}  // namespace

Outcome<Response> list_accounts(const ControlContext& context, const Call& call) {
  const nlohmann::json object = query_object(call.request);
  Parameters parameters(object);
  const auto page = parameters.page();
  const auto page_size = parameters.page_size(100, 1000);
  if (parameters.problem()) return *parameters.problem();
  ordered_json list = ordered_json::array();
  std::size_t total = 0;
  context.store.for_each_account([&](StoredAccount& account) {
    const std::size_t index = total++;
    if (index / page_size + 1 == page) list.push_back(up_to_date_json(account, call.now));
  });
  return success({{"page", page}, {"total", total}, {"accounts", std::move(list)}});
}

Outcome<Response> create_account(const ControlContext& context, const Call& call) {
  nlohmann::json entry;
  if (auto problem = read_json_object(call.request, entry)) return *std::move(problem);
  try {
    AccountWithFaults read =
        read_account(context.accounts, context.fault_rules, entry, "body", call.now);
    if (auto conflict = context.accounts.find_conflict(read.account)) return *std::move(conflict);
    StoredAccount& account =
        open_account(context.accounts, context.fault_rules, std::move(read), "api", call.now);
    return success(up_to_date_json(account, call.now));
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
}

Outcome<Response> get_account(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  return success(up_to_date_json(**account, call.now));
}

Outcome<Response> edit_account(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  AccountChange change;
  if (auto problem =
          read_control_body(call, [&](JsonReader& in) { change = read_change(context, in); })) {
    return *std::move(problem);
  }
  if (auto refused = change_account(**account, change, context.store, context.webhooks, call.now)) {
    return *std::move(refused);
  }
  return success(up_to_date_json(**account, call.now));
}

}  // namespace wavespeed_mock
