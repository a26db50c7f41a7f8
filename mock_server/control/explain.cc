#include "control/explain.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/envelope.h"
#include "api/parameters.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "control/journal_json.h"
#include "control/scope.h"
#include "domain/journal/explanation.h"
#include "domain/journal/journal.h"
#include "domain/journal/journal_redaction.h"
#include "records/request_id.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

// How far the journal reaches, for an id that it does not have.
std::string reach(std::string_view id, const std::vector<KeptEntry>& entries) {
  if (entries.empty()) return "the journal is empty";
  const auto parsed = parse_request_id(id);
  if (!parsed)
    return "an id is the value of X-Mock-Request, such as " + entries.back().request_id();
  const auto is_same = [&](const KeptEntry& kept) {
    return kept.account->account().tag == parsed->tag;
  };
  const auto oldest = std::find_if(entries.begin(), entries.end(), is_same);
  if (oldest == entries.end()) {
    std::vector<std::string_view> tags;
    tags.reserve(entries.size());
    for (const KeptEntry& kept : entries) tags.emplace_back(kept.account->account().tag);
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    const std::string near = did_you_mean(parsed->tag, tags);
    return "it has no request of " + shortened(parsed->tag) + "-…" + near;
  }
  const auto newest = std::find_if(entries.rbegin(), entries.rend(), is_same);
  return "for this account it has " + oldest->request_id() + " to " + newest->request_id();
}

ordered_json rules_json(const KeptEntry& kept, JournalRedaction& redaction) {
  ordered_json rules = ordered_json::array();
  for (const TracedRule& rule : kept.entry.trace.rules) {
    rules.push_back(
        {{"id", rule.id}, {"fired", rule.fired}, {"reason", redaction.text(kept, rule.reason)}});
  }
  return rules;
}

ordered_json draws_json(const KeptEntry& kept, JournalRedaction& redaction) {
  ordered_json draws = ordered_json::array();
  for (const TracedDraw& draw : kept.entry.trace.draws) {
    draws.push_back({{"purpose", to_text(draw.purpose)},
                     {"number", draw.ordinal},
                     {"meaning", redaction.text(kept, draw.meaning)}});
  }
  return draws;
}

}  // namespace

Outcome<Response> explain_request(const ControlContext& context, const Call& call) {
  const nlohmann::json query = query_object(call.request);
  Parameters parameters(query);
  const std::string format = parameters.choice("format", {"json", "text"});
  if (parameters.problem()) return *parameters.problem();
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  const std::string_view id = call.values[0];
  const auto found = context.journal.find(id, *scope);
  if (!found) {
    return ApiError{.http = 404,
                    .code = 404,
                    .message = "there is no request \"" + shortened(id) + "\" in the journal; " +
                               reach(id, context.journal.entries(*scope))};
  }
  JournalRedaction redaction(context.journal);
  const std::string text = explanation_of(*found, redaction);
  if (format == "text") {
    return Response{.headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = text};
  }
  return success({{"text", text},
                  {"why", redaction.text(*found, found->entry.trace.why)},
                  {"rules", rules_json(*found, redaction)},
                  {"draws", draws_json(*found, redaction)},
                  {"request", to_json(redaction.record(*found))}});
}

}  // namespace wavespeed_mock
