#include "api/quote.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "api/unknown_model.h"
#include "base/text/quoting.h"
#include "domain/billing/discounts.h"
#include "domain/billing/ledger.h"
#include "domain/models/input_validation.h"
#include "domain/models/pricing.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

struct Quote {
  const Model* model = nullptr;
  Money price;
};

Outcome<Quote> read_quote(const ApiContext& context, const Request& request) {
  json body;
  if (auto problem = read_json_object(request, body)) return *std::move(problem);
  Parameters parameters(body);
  const std::string model_id = parameters.required_text("model_id");
  if (parameters.problem()) return *parameters.problem();
  const Model* model = context.catalogue.find(model_id);
  if (model == nullptr) return unknown_model(context.catalogue, model_id);

  json inputs = json::object();
  if (const auto it = body.find("inputs"); it != body.end() && !it->is_null()) {
    if (!it->is_object()) {
      return bad_request("inputs must be an object, not " + json_quote(*it));
    }
    inputs = std::move(*it);
  }
  if (const auto problem = find_given_input_problem(model->inputs, inputs)) {
    return bad_request("invalid input: " + *problem);
  }
  return Quote{model, price_of(*model, inputs)};
}

DiscountRate discount_of(const Call& call, const Model& model) {
  return call.account->with(call.now, [&](AccountState& state, Timestamp now) {
    return discount_rate(state, model.id, now);
  });
}

// A whole number where it is one.
json percent_json(DiscountRate rate) {
  constexpr DiscountRate kPerPercent = 100;
  if (rate % kPerPercent == 0) return rate / kPerPercent;
  return static_cast<double>(rate) / kPerPercent;
}

}  // namespace

Outcome<Response> model_pricing(const ApiContext& context, const Call& call) {
  const auto quote = read_quote(context, call.request);
  if (!quote) return quote.error();
  return success(
      {{"model_id", quote->model->id}, {"unit_price", quote->price.usd()}, {"currency", "USD"}});
}

Outcome<Response> model_price(const ApiContext& context, const Call& call) {
  const auto quote = read_quote(context, call.request);
  if (!quote) return quote.error();
  const DiscountRate rate = discount_of(call, *quote->model);
  return success({{"model_id", quote->model->id},
                  {"base_price", quote->model->price.base.usd()},
                  {"price", quote->price.usd()},
                  {"discounted_price", discounted(quote->price, rate).usd()},
                  {"discount_rate", percent_json(rate)},
                  {"currency", "USD"}});
}

}  // namespace wavespeed_mock
