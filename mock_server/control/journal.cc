#include "control/journal.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "base/http/query.h"
#include "base/text/json_parser.h"
#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "control/journal_json.h"
#include "control/scope.h"
#include "domain/journal/entry_view.h"
#include "domain/journal/journal.h"
#include "domain/journal/journal_redaction.h"
#include "domain/requests/request_conditions.h"
#include "domain/requests/request_match_json.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

constexpr const char* kQuery = "query";

// Whether a parameter is not a condition on requests.
bool is_other_parameter(std::string_view name, bool with_pages) {
  return name == "since" || (with_pages && (name == "limit" || name == "page"));
}

struct Page {
  std::size_t limit = 0;
  std::size_t page = 0;
};

// Refuses a page that would keep its thread for seconds: reading a body takes time.
std::optional<ApiError> too_much(std::span<const KeptEntry> page) {
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  constexpr std::size_t kMaxBytes = 8 * kMiB;
  std::size_t bytes = 0;
  std::size_t fitting = 0;  // of the newest
  for (std::size_t i = page.size(); i-- > 0;) {
    bytes += page[i].entry.request_body.size() + page[i].entry.response_body.size();
    if (bytes <= kMaxBytes) ++fitting;
  }
  // One alone has at most two of the longest bodies.
  if (bytes <= kMaxBytes || page.size() <= 1) return std::nullopt;
  return bad_request("the bodies of these " + std::to_string(page.size()) + " requests have " +
                     std::to_string(bytes / kMiB) + " MiB, and a page may have " +
                     std::to_string(kMaxBytes / kMiB) + " MiB; ask for a \"limit\" of at most " +
                     std::to_string(std::max<std::size_t>(fitting, 1)));
}

// The query as an object that RequestMatch is read from. A name that is given several times is a
// list; `header` and `body` are JSON objects.
nlohmann::json conditions_object(const Request& request, bool with_pages) {
  nlohmann::json object = nlohmann::json::object();
  for (const auto& [name, value] : Query(request.target)) {
    if (is_other_parameter(name, with_pages)) continue;
    nlohmann::json item = value;
    if (name == "header" || name == "body") {
      item = parse_json(value).value_or(nullptr);
      if (!item.is_object()) {
        refuse_field(kQuery, name, "must be a JSON object, not \"" + shortened(value) + "\"");
      }
    }
    nlohmann::json& field = object[name];
    if (field.is_null()) {
      field = std::move(item);
    } else {
      if (!field.is_array()) field = nlohmann::json::array({std::move(field)});
      field.push_back(std::move(item));
    }
  }
  return object;
}

RequestConditions read_conditions(const ControlContext& context, const Request& request,
                                  bool with_pages) {
  const nlohmann::json object = conditions_object(request, with_pages);
  JsonReader in(object, kQuery);
  RequestMatch match = read_request_match(in, MatchUse::question);
  in.done();
  return {std::move(match), kQuery, context.journal.routes()};
}

// The entries that match the query. `page` is null if the answer has no pages.
Outcome<std::vector<KeptEntry>> find_entries(const ControlContext& context, const Call& call,
                                             Page* page) {
  constexpr std::int64_t kLimit = 100;
  constexpr std::int64_t kMaxLimit = 1'000;
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  const nlohmann::json query = query_object(call.request);
  Parameters parameters(query);
  const auto since = parameters.time("since");
  if (page != nullptr) {
    page->limit = static_cast<std::size_t>(parameters.integer("limit", kLimit, 1, kMaxLimit));
    page->page = parameters.page();
  }
  if (parameters.problem()) return *parameters.problem();
  try {
    const RequestConditions conditions = read_conditions(context, call.request, page != nullptr);
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
  const std::span<const KeptEntry> shown = std::span(*entries).subspan(begin, end - begin);
  if (auto problem = too_much(shown)) return *std::move(problem);
  JournalRedaction redaction(context.journal);
  for (const KeptEntry& kept : shown) redaction.learn(kept);
  nlohmann::ordered_json requests = nlohmann::ordered_json::array();
  for (const KeptEntry& kept : shown) requests.push_back(to_json(redaction.record(kept)));
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
