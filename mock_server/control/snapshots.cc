#include "control/snapshots.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "base/json_reader.h"
#include "base/timestamp.h"
#include "control/scope.h"
#include "domain/resets.h"
#include "domain/snapshot_shelf.h"
#include "domain/snapshots.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::ordered_json;

json to_json(const KeptSnapshot& kept) {
  const bool of_all = kept.account == nullptr;
  return {{"id", kept.id},
          {"name", kept.name},
          {"scope", of_all ? "all" : "account"},
          {"account", of_all ? json() : json(kept.account->account().name)},
          {"taken_at", to_rfc3339(kept.taken_at)}};
}

// What stands in the body, which may be missing.
Outcome<std::string> read_name(const Request& request) {
  constexpr std::size_t kLongest = 200;
  nlohmann::json body;
  if (auto problem = read_optional_object(request, body)) return *std::move(problem);
  try {
    JsonReader in(body, "the request body");
    std::string name = in.text("name", "");
    in.done();
    if (name.size() > kLongest) in.complain("name", "must have 200 bytes at most");
    return name;
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
}

Outcome<ResetParts> read_parts(const Request& request) {
  nlohmann::json body;
  if (auto problem = read_optional_object(request, body)) return *std::move(problem);
  try {
    std::vector<std::string> names;
    JsonReader in(body, "the request body");
    in.each("parts", [&](const nlohmann::json& part, const std::string&) {
      if (!part.is_string()) in.complain("parts", "must be a list of texts, not of " + part.dump());
      names.push_back(part.get<std::string>());
    });
    in.done();
    return ResetParts::read(names);
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
}

}  // namespace

Outcome<Response> take_snapshot(const Services& services, const Call& call) {
  const auto scope = scope_of(services, call);
  if (!scope) return scope.error();
  auto name = read_name(call.request);
  if (!name) return name.error();
  const auto kept = services.snapshot_shelf->add({.name = *std::move(name),
                                                  .account = *scope,
                                                  .taken_at = call.now,
                                                  .snapshot = services.snapshots->take(*scope)});
  if (!kept) return kept.error();
  return success(to_json(*kept));
}

Outcome<Response> list_snapshots(const Services& services, const Call& call) {
  const auto scope = scope_of(services, call);
  if (!scope) return scope.error();
  json snapshots = json::array();
  for (const KeptSnapshot& kept : services.snapshot_shelf->list(*scope)) {
    snapshots.push_back(to_json(kept));
  }
  return success({{"snapshots", std::move(snapshots)}});
}

Outcome<Response> restore_snapshot(const Services& services, const Call& call) {
  const auto scope = scope_of(services, call);
  if (!scope) return scope.error();
  const auto kept = services.snapshot_shelf->find(*scope, call.values[0]);
  if (!kept) return kept.error();
  services.snapshots->restore(kept->snapshot);
  return success(to_json(*kept));
}

Outcome<Response> delete_snapshot(const Services& services, const Call& call) {
  const auto scope = scope_of(services, call);
  if (!scope) return scope.error();
  const auto removed = services.snapshot_shelf->remove(*scope, call.values[0]);
  if (!removed) return removed.error();
  return success(to_json(*removed));
}

Outcome<Response> reset_parts(const Services& services, const Call& call) {
  const auto scope = scope_of(services, call);
  if (!scope) return scope.error();
  const auto parts = read_parts(call.request);
  if (!parts) return parts.error();
  if (auto problem = services.resets->reset(*parts, *scope)) return *std::move(problem);
  return success({{"reset", parts->names()}});
}

}  // namespace wavespeed_mock
