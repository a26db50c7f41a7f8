#include "control/snapshots.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "base/text/quoting.h"
#include "base/value/timestamp.h"
#include "control/control_body.h"
#include "control/scope.h"
#include "domain/state/resets.h"
#include "domain/state/snapshot_store.h"
#include "domain/state/snapshots.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const KeptSnapshot& kept) {
  const bool of_all = kept.account == nullptr;
  return {{"id", kept.id},
          {"name", kept.name},
          {"scope", of_all ? "all" : "account"},
          {"account", of_all ? ordered_json() : ordered_json(kept.account->account().name)},
          {"taken_at", to_rfc3339(kept.taken_at)}};
}

Outcome<std::string> read_name(const Call& call) {
  std::string name;
  if (auto problem = read_control_body(call, [&](JsonReader& in) {
        name = in.text("name", "");
        if (name.size() > kMaxSnapshotName) in.fail("name", "must have 200 bytes at most");
      })) {
    return *std::move(problem);
  }
  return name;
}

Outcome<ResetScope> read_parts(const Call& call) {
  std::vector<std::string> names;
  if (auto problem = read_control_body(call, [&](JsonReader& in) {
        in.each("parts", [&](const nlohmann::json& part, const std::string&) {
          if (!part.is_string()) {
            in.fail("parts", "must be a list of strings, not of " + json_quote(part));
          }
          names.push_back(part.get<std::string>());
        });
      })) {
    return *std::move(problem);
  }
  return ResetScope::read(names);
}

}  // namespace

Outcome<Response> take_snapshot(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  auto name = read_name(call);
  if (!name) return name.error();
  const auto kept = context.snapshot_store.add({.name = *std::move(name),
                                                .account = *scope,
                                                .taken_at = call.now,
                                                .snapshot = context.snapshots.take(*scope)});
  if (!kept) return kept.error();
  return success(to_json(*kept));
}

Outcome<Response> list_snapshots(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  ordered_json snapshots = ordered_json::array();
  for (const KeptSnapshot& kept : context.snapshot_store.list(*scope)) {
    snapshots.push_back(to_json(kept));
  }
  return success({{"snapshots", std::move(snapshots)}});
}

Outcome<Response> restore_snapshot(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  const auto kept = context.snapshot_store.find(*scope, call.values[0]);
  if (!kept) return kept.error();
  if (auto problem = context.snapshots.restore(kept->snapshot)) return *std::move(problem);
  return success(to_json(*kept));
}

Outcome<Response> delete_snapshot(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  const auto removed = context.snapshot_store.remove(*scope, call.values[0]);
  if (!removed) return removed.error();
  return success(to_json(*removed));
}

Outcome<Response> reset_parts(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  const auto parts = read_parts(call);
  if (!parts) return parts.error();
  if (auto problem = context.resets.reset(*parts, *scope)) return *std::move(problem);
  return success({{"reset", parts->names()}});
}

}  // namespace wavespeed_mock
