#include "domain/accounts/account_start.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>

#include "base/text/money_reader.h"
#include "base/text/quoting.h"
#include "base/value/field_problem.h"
#include "base/value/timestamp.h"
#include "domain/billing/discounts.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

Timestamp load_date(JsonReader& in, Timestamp now) {
  const std::string date = in.text("date");
  const auto time = parse_iso8601(date);
  if (!time)
    in.fail("date", "must be a day or a time from " + std::string(kTimeYears) +
                        " such as \"2025-10-01\", not " + text_quote(date));
  if (*time > now) {
    in.fail("date", "must not be after the mock's own time, " + to_rfc3339(now) + ", not " +
                        text_quote(date));
  }
  return *time;
}

// The catalogue's model, or a label of the history's own for one the catalogue does not have.
const ModelLabel* load_label(JsonReader& in, const Catalogue& catalogue,
                             std::deque<ModelLabel>& own) {
  const std::string id = in.text("model_uuid");
  const Model* known = catalogue.find(id);
  ModelLabel label{.id = id,
                   .type = in.text("model_type", known == nullptr ? "" : known->type),
                   .unit_price = known == nullptr ? Money{} : known->unit_price};
  if (const auto price = read_optional_usd(in, "unit_price")) {
    label.unit_price = *price;
  } else if (known == nullptr) {
    in.fail("unit_price",
            "is missing, and the catalogue has no model " + text_quote(id) + " to take it from");
  }
  if (label.type.empty()) {
    in.fail("model_type",
            "is missing, and the catalogue has no model " + text_quote(id) + " to take it from");
  }
  const bool as_known =
      known != nullptr && known->type == label.type && known->unit_price == label.unit_price;
  return as_known ? known : &own.emplace_back(std::move(label));
}

HistoryLine load_history_line(const json& entry, const std::string& where, Timestamp now,
                              const Catalogue& catalogue, std::deque<ModelLabel>& own) {
  constexpr std::int64_t kMaxTasks = 1'000'000'000;
  JsonReader in(entry, where, "usage");
  HistoryLine line;
  line.time = load_date(in, now);
  line.model = load_label(in, catalogue, own);
  line.count = static_cast<std::uint32_t>(in.integer("count", 1, kMaxTasks));
  const std::int64_t successes =
      in.optional_integer("successes", 0, kMaxTasks).value_or(line.count);
  if (successes > line.count) {
    in.fail("successes", "must be a whole number from 0 to " + std::to_string(line.count) +
                             ", not " + std::to_string(successes));
  }
  line.successes = static_cast<std::uint32_t>(successes);
  line.cost = read_usd(in, "cost_usd");
  in.done();
  return line;
}

// Books these lines, and what has paid for them: credit that came in before the first one, at
// `latest` where there is none, and of which `left` is left.
void book_lines(Ledger& ledger, std::span<const HistoryLine> lines, Money left, Timestamp latest,
                Timestamp expires) {
  Timestamp came = latest;
  Money spent;
  for (const HistoryLine& line : lines) {
    came = std::min(came, line.time);
    spent += line.cost;
  }
  add_credit(ledger, LedgerEntry::Kind::opening, came, left + spent, expires);
  for (const HistoryLine& line : lines) {
    book_history(ledger, line.time, *line.model, line.count, line.successes, line.cost);
  }
}

// What is wrong with the sum of all credit that the account begins with, spent or not.
std::optional<FieldProblem> find_excess(const AccountStart& start) {
  const Money max = Money::from_usd(kMaxTotalUsd);
  Money total = start.balance;
  // Each amount alone is far below the maximum, so that the sum cannot overflow before it is seen.
  const auto adds = [&](std::string_view field, Money amount) -> std::optional<FieldProblem> {
    total += amount;
    if (total <= max) return std::nullopt;
    return FieldProblem{
        std::string(field),
        "must not bring the credit that the account has had in all, spent or not, above "
        "the maximum of " +
            to_dollars(max)};
  };
  if (start.credit_line) {
    if (auto excess = adds("credit_line", start.credit_line->overdue)) return excess;
  }
  for (const HistoryLine& line : start.history) {
    if (auto excess = adds("usage_history", line.cost)) return excess;
  }
  for (const CreditGrantRequest& credit : start.credits) {
    if (auto excess = adds("credits", credit.amount)) return excess;
  }
  return std::nullopt;
}

// Of a NewAccount or an AccountTemplate: the fields that they share.
template <class Described>
Outcome<AccountStart> start_of(const Described& account, const AccountDefaults& defaults,
                               const Catalogue& catalogue, const Tiers& tiers) {
  AccountStart start{.tier = defaults.tier,
                     .status = account.status,
                     .balance = account.balance.value_or(defaults.balance),
                     .credits = account.credits};
  if (!account.tier.empty()) {
    const auto tier = tiers.find(account.tier);
    if (!tier) return tier.error();
    start.tier = *tier;
  }
  if (account.status == AccountStatus::terminated) {
    return bad_field({"status", "must be active or suspended, not terminated"});
  }
  if (auto wrong = find_amount_problem("balance_usd", start.balance)) return bad_field(*wrong);
  for (const CreditGrantRequest& credit : account.credits) {
    if (auto wrong = find_problem(credit)) return bad_field(*wrong);
  }
  if (auto wrong = find_problem(account.discounts)) return bad_field(*wrong);
  start.discounts = to_rules(account.discounts);
  if (account.credit_line) {
    if (auto wrong = find_problem(*account.credit_line)) return bad_field(*wrong);
    start.credit_line = credit_line_start(*account.credit_line, catalogue);
  }
  if (auto excess = find_excess(start)) return bad_field(*excess);
  return start;
}

}  // namespace

AccountStart read_account_start(JsonReader& in, const AccountDefaults& defaults,
                                const Catalogue& catalogue, const Tiers& tiers, Timestamp now) {
  AccountStart start;
  const std::string tier = in.text("tier", "");
  start.tier = tier.empty() ? defaults.tier : &tiers.at(tier, in.where());
  if (in.choice("status", {"active", "suspended"}, "active") == "suspended") {
    start.status = AccountStatus::suspended;
  }
  start.balance = read_optional_usd(in, "balance_usd").value_or(defaults.balance);
  auto labels = std::make_shared<std::deque<ModelLabel>>();
  in.each("usage_history", [&](const json& line, const std::string& where) {
    start.history.push_back(load_history_line(line, where, now, catalogue, *labels));
  });
  std::stable_sort(start.history.begin(), start.history.end(),
                   [](const HistoryLine& a, const HistoryLine& b) { return a.time < b.time; });
  if (!labels->empty()) start.labels = std::move(labels);
  in.each("credits", [&](const json& credit, const std::string& where) {
    JsonReader credit_in(credit, where, "credit");
    start.credits.push_back(read_credit_grant(credit_in));
    credit_in.done();
  });
  start.discounts = read_discounts(in);
  start.credit_line = read_credit_line_start(in, catalogue);
  if (const auto excess = find_excess(start)) in.fail(excess->field, excess->problem);
  return start;
}

Outcome<AccountStart> to_account_start(const NewAccount& account, const AccountDefaults& defaults,
                                       const Catalogue& catalogue, const Tiers& tiers) {
  return start_of(account, defaults, catalogue, tiers);
}

Outcome<AccountStart> to_account_start(const AccountTemplate& account,
                                       const AccountDefaults& defaults, const Catalogue& catalogue,
                                       const Tiers& tiers) {
  return start_of(account, defaults, catalogue, tiers);
}

AccountState begin_account(const AccountStart& start, Duration credit_lasts, Timestamp now) {
  AccountState state;
  state.terms = opening_terms(start);
  state.history_models = start.labels;
  const Timestamp expires = end_of_credit(now, credit_lasts);
  std::span<const HistoryLine> lines = start.history;
  const bool owes = start.credit_line && start.credit_line->overdue != Money{};
  if (owes) {
    // A line is drawn on when all credit is spent: what has paid for later tasks came in later.
    const Timestamp drawn = credit_line_drawn_at(now);
    const auto later =
        std::upper_bound(lines.begin(), lines.end(), drawn,
                         [](Timestamp time, const HistoryLine& line) { return time < line.time; });
    const auto before = static_cast<std::size_t>(later - lines.begin());
    book_lines(state.ledger, lines.first(before), {}, drawn, expires);
    begin_credit_line(state.ledger, *start.credit_line, drawn);
    post_due_entries(state.ledger, now);
    lines = lines.subspan(before);
  }
  // The balance is today's: the account began with what it has spent since.
  book_lines(state.ledger, lines, start.balance, now, expires);
  if (start.credit_line && !owes) begin_credit_line(state.ledger, *start.credit_line, now);
  for (const CreditGrantRequest& credit : start.credits) {
    (void)give_credit(state.ledger, credit, credit_lasts, now);  // the sum was checked
  }
  return state;
}

}  // namespace wavespeed_mock
