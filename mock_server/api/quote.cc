#include "api/quote.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "api/quoted_price.h"
#include "api/requested_model.h"
#include "base/text/quoting.h"
#include "domain/billing/discounts.h"
#include "domain/billing/ledger.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

struct Quote {
  const Model* model = nullptr;
  Price price;
};

Outcome<Quote> read_quote(const ApiContext& context, const Call& call) {
  json body;
  if (auto problem = read_json_object(call.request, body)) return *std::move(problem);
  Parameters parameters(body);
  const std::string model_id = parameters.required_text("model_id");
  if (parameters.problem()) return *parameters.problem();
  const auto found = requested_model(context, model_id);
  if (!found) return found.error();
  const Model* const model = *found;

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
  return Quote{model, quoted_price(context, call, *model, inputs)};
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
  const auto quote = read_quote(context, call);
  if (!quote) return quote.error();
  return with_reason(success({{"model_id", quote->model->id},
                              {"unit_price", quote->price.amount.usd()},
                              {"currency", "USD"}}),
                     quote->price.problem);
}

Outcome<Response> model_price(const ApiContext& context, const Call& call) {
  const auto quote = read_quote(context, call);
  if (!quote) return quote.error();
  const DiscountRate rate = discount_of(call, *quote->model);
  const Money price = quote->price.amount;
  return with_reason(success({{"model_id", quote->model->id},
                              {"base_price", quote->model->unit_price.usd()},
                              {"price", price.usd()},
                              {"discounted_price", discounted(price, rate).usd()},
                              {"discount_rate", percent_json(rate)},
                              {"currency", "USD"}}),
                     quote->price.problem);
}

}  // namespace wavespeed_mock
