#include "api/task_history.h"

#include <nlohmann/json.hpp>

#include "api/base_url.h"
#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "api/prediction_json.h"
#include "base/text/json_text.h"
#include "domain/tasks/history.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

struct Listing {
  HistoryQuery query;
  bool include_inputs = false;
};

Outcome<Listing> read_listing(const json& object) {
  Parameters parameters(object);
  Listing listing;
  HistoryQuery& query = listing.query;
  query.page = parameters.page();
  query.page_size = parameters.page_size(100, 100);
  query.model = parameters.text("model");
  query.status = parameters.choice(
      "status", {"created", "processing", "completed", "failed", "cancelled", "timeout"});
  if (const auto time = parameters.time("created_after")) query.created_after = *time;
  if (const auto time = parameters.time("created_before")) query.created_before = *time;
  listing.include_inputs = parameters.boolean("include_inputs", false);
  if (query.created_after > query.created_before) {
    parameters.refuse("created_before", "must not be before created_after");
  }
  if (parameters.problem()) return *parameters.problem();
  return listing;
}

void append_item(std::string& out, const Prediction& prediction, Timestamp now,
                 std::string_view base_url, bool include_inputs) {
  const Status status = status_at(prediction, now);
  if (include_inputs) {
    append_submission(out, prediction, status, base_url);
  } else {
    append_prediction(out, prediction, status, base_url);
  }
}

Outcome<Response> answer(const ApiContext& context, const Call& call, const json& parameters) {
  const auto listing = read_listing(parameters);
  if (!listing) return listing.error();
  Timestamp now;
  const HistoryPage page =
      call.account->with(call.now, [&](AccountState& state, Timestamp account_now) {
        now = account_now;
        forget_old(state.history, context.store, context.rules.retention, now);
        return list_history(state.history, listing->query, now);
      });

  std::string base_url;
  append_base_url(base_url, call.request);
  std::string body(kSuccessHead);
  body += R"({"page":)";
  append_json_number(body, static_cast<std::int64_t>(listing->query.page));
  body += R"(,"items":)";
  append_json_array(body, page.items, [&](const std::shared_ptr<const Prediction>& prediction) {
    append_item(body, *prediction, now, base_url, listing->include_inputs);
  });
  body += R"(,"total":)";
  append_json_number(body, static_cast<std::int64_t>(page.total));
  body += '}';
  body += kSuccessTail;
  return json_response(std::move(body));
}

}  // namespace

Outcome<Response> search_predictions(const ApiContext& context, const Call& call) {
  json parameters;
  if (auto problem = read_optional_object(call.request, parameters)) return *std::move(problem);
  return answer(context, call, parameters);
}

Outcome<Response> list_predictions(const ApiContext& context, const Call& call) {
  return answer(context, call, query_object(call.request));
}

Outcome<Response> delete_predictions(const ApiContext& context, const Call& call) {
  json body;
  if (auto problem = read_json_object(call.request, body)) return *std::move(problem);
  Parameters parameters(body);
  const auto texts = parameters.texts("ids");
  if (!texts) parameters.refuse("ids", "is required, an array of strings");
  if (parameters.problem()) return *parameters.problem();

  std::vector<PredictionId> ids;
  for (const std::string& text : *texts) {
    if (const auto id = parse_prediction_id(text)) ids.push_back(*id);
  }
  const std::size_t count = call.account->with(call.now, [&](AccountState& state, Timestamp now) {
    forget_old(state.history, context.store, context.rules.retention, now);
    return delete_from_history(state.history, context.store, ids);
  });
  return success({{"deleted_count", count}});
}

}  // namespace wavespeed_mock
