#include "control/journal.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "control/journal_json.h"
#include "control/scope.h"
#include "domain/journal/entry_view.h"
#include "domain/journal/journal.h"
#include "domain/journal/journal_redaction.h"
#include "domain/requests/request_conditions.h"

namespace wavespeed_mock {
namespace {

struct Page {
  std::size_t limit = 0;
  std::size_t page = 0;
};

// The entries that match the query. `page` is null where there are no pages.
Outcome<std::vector<KeptEntry>> find_entries(const ControlContext& context, const Call& call,
                                             Page* page) {
  constexpr std::int64_t kLimit = 100;
  constexpr std::int64_t kMaxLimit = 1'000;
  constexpr std::int64_t kMaxPage = 1'000'000;
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  nlohmann::json query = query_object(call.request);
  Parameters parameters(query);
  const auto since = parameters.time("since");
  query.erase("since");
  if (page != nullptr) {
    page->limit = static_cast<std::size_t>(parameters.integer("limit", kLimit, 1, kMaxLimit));
    page->page = static_cast<std::size_t>(parameters.integer("page", 1, 1, kMaxPage));
    query.erase("limit");
    query.erase("page");
  }
  if (parameters.problem()) return *parameters.problem();
  try {
    JsonReader in(query, "query");
    RequestMatch match = read_request_match(in, MatchUse::question);
    in.done();
    const RequestConditions conditions(std::move(match), "query", context.journal.routes(),
                                       MatchUse::question);
    auto entries = context.journal.entries(*scope);
    std::erase_if(entries, [&](const KeptEntry& kept) {
      return (since && kept.entry.time < *since) ||
             !conditions.matches(EntryView(kept.entry).request());
    });
    return entries;
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
}

}  // namespace

Outcome<Response> get_journal(const ControlContext& context, const Call& call) {
  Page page;
  const auto entries = find_entries(context, call, &page);
  if (!entries) return entries.error();
  const std::size_t total = entries->size();
  const std::size_t end = total - std::min(total, (page.page - 1) * page.limit);
  const std::size_t begin = end - std::min(end, page.limit);
  JournalRedaction redaction(context.journal);
  nlohmann::ordered_json requests = nlohmann::ordered_json::array();
  for (std::size_t i = begin; i < end; ++i) {
    requests.push_back(to_json(redaction.record((*entries)[i])));
  }
  return success({{"requests", std::move(requests)},
                  {"total", total},
                  {"page", page.page},
                  {"limit", page.limit}});
}

Outcome<Response> count_journal(const ControlContext& context, const Call& call) {
  const auto entries = find_entries(context, call, nullptr);
  if (!entries) return entries.error();
  return success({{"count", entries->size()}});
}

Outcome<Response> delete_journal(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  context.journal.clear(*scope);
  return success({{"cleared", true}});
}

}  // namespace wavespeed_mock
