#include "domain/billing/discounts.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/text/money_reader.h"
#include "base/text/text_match.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr double kRatesPerPercent = 100;

// Nullopt unless it is above 0 and has at most two decimals.
std::optional<DiscountRate> to_rate(double percent) {
  const double rate = percent * kRatesPerPercent;
  const double whole = std::round(rate);
  // A double cannot hold 12.34 exactly: the nearest double counts as two decimals.
  if (!(whole >= 1) || std::abs(rate - whole) > 1e-6) return std::nullopt;
  return static_cast<DiscountRate>(whole);
}

std::string problem_of_percent(const json& percent) {
  return "must be above 0 and have at most two decimals, not " + percent.dump();
}

DiscountRate read_percent(JsonReader& in) {
  const auto rate = to_rate(in.number("percent", 0, 100));
  if (!rate) in.fail("percent", problem_of_percent(*in.value("percent")));
  return *rate;
}

DiscountRule read_discount(JsonReader& in) {
  DiscountRule discount;
  discount.rate = read_percent(in);
  in.each("models", [&](const json& model, const std::string&) {
    if (!model.is_string() || model.get_ref<const std::string&>().empty()) {
      in.fail("models",
              "must be a list of model ids, with \"*\" for any text, not " + model.dump());
    }
    discount.models.push_back(model.get<std::string>());
  });
  discount.from = read_optional_usd(in, "from_usd").value_or(Money{});
  return discount;
}

std::optional<FieldProblem> find_problem_of_one(const Discount& discount) {
  if (!(discount.percent <= 100) || !to_rate(discount.percent)) {
    return FieldProblem{"percent",
                        "must be above 0, at most 100 and have at most two decimals, not " +
                            json(discount.percent).dump()};
  }
  const auto empty = [](const std::string& model) { return model.empty(); };
  if (std::any_of(discount.models.begin(), discount.models.end(), empty)) {
    return FieldProblem{"models", "must be a list of model ids, with \"*\" for any text, not \"\""};
  }
  return find_amount_problem("from_usd", discount.from);
}

bool fits(const DiscountRule& discount, std::string_view model_id) {
  return discount.models.empty() ||
         std::any_of(discount.models.begin(), discount.models.end(),
                     [&](const std::string& pattern) { return fits_wildcards(pattern, model_id); });
}

// Charges less refunds.
Money spent_in_month(const Ledger& ledger, Timestamp now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const std::chrono::sys_days first(today.year() / today.month() / 1);
  Money spent;
  for (auto day = ledger.days.rbegin(); day != ledger.days.rend() && day->day >= first; ++day) {
    for (const ModelTotals& totals : day->models) spent += totals.cost;
  }
  return spent;
}

}  // namespace

std::shared_ptr<const Discounts> read_discounts(JsonReader& in) {
  Discounts discounts;
  in.each("discounts", [&](const json& entry, const std::string& where) {
    JsonReader entry_in(entry, where, "discount");
    discounts.push_back(read_discount(entry_in));
    entry_in.done();
  });
  if (discounts.empty()) return nullptr;
  return std::make_shared<const Discounts>(std::move(discounts));
}

std::optional<FieldProblem> find_problem(const std::vector<Discount>& discounts) {
  for (std::size_t i = 0; i < discounts.size(); ++i) {
    if (auto problem = find_problem_of_one(discounts[i])) {
      return FieldProblem{"discounts[" + std::to_string(i) + "]",
                          "field \"" + problem->field + "\": " + problem->problem};
    }
  }
  return std::nullopt;
}

std::shared_ptr<const Discounts> to_rules(const std::vector<Discount>& discounts) {
  if (discounts.empty()) return nullptr;
  auto rules = std::make_shared<Discounts>();
  for (const Discount& discount : discounts) {
    rules->push_back({.models = discount.models,
                      .rate = to_rate(discount.percent).value_or(0),
                      .from = discount.from});
  }
  return rules;
}

std::vector<Discount> to_discounts(const Discounts* rules) {
  std::vector<Discount> discounts;
  if (rules == nullptr) return discounts;
  for (const DiscountRule& rule : *rules) {
    discounts.push_back(
        {.percent = rule.rate / kRatesPerPercent, .models = rule.models, .from = rule.from});
  }
  return discounts;
}

DiscountRate discount_rate(const AccountState& state, std::string_view model_id, Timestamp now) {
  DiscountRate greatest = 0;
  if (!state.terms.discounts) return greatest;
  // A month has many days and models: counted only if a discount asks.
  std::optional<Money> spent;
  for (const DiscountRule& discount : *state.terms.discounts) {
    if (discount.rate <= greatest || !fits(discount, model_id)) continue;
    if (discount.from != Money{}) {
      if (!spent) spent = spent_in_month(state.ledger, now);
      if (*spent < discount.from) continue;
    }
    greatest = discount.rate;
  }
  return greatest;
}

Money discounted(Money list_price, DiscountRate rate) {
  const std::int64_t left = kWholePrice - rate;
  // In two steps: a price may be so high that its product with `left` does not fit.
  const std::int64_t whole = list_price.micros / kWholePrice * left;
  const std::int64_t rest = list_price.micros % kWholePrice * left;
  return {whole + (rest + kWholePrice / 2) / kWholePrice};
}

}  // namespace wavespeed_mock
