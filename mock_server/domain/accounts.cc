#include "domain/accounts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/json_reader.h"
#include "base/timestamp.h"
#include "domain/credit_order.h"
#include "domain/discounts.h"
#include "domain/ledger.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr double kMostUsd = 1e9;

// One line of a fixture's usage history.
struct HistoryLine {
  Timestamp time;
  const ModelLabel* model = nullptr;
  std::uint32_t count = 0;
  std::uint32_t successes = 0;
  Money cost;
};

Timestamp load_date(JsonReader& in, Timestamp now) {
  const std::string date = in.text("date");
  const auto time = parse_iso8601(date);
  if (!time)
    in.complain("date", "must be a day or a time such as \"2025-10-01\", not \"" + date + "\"");
  if (*time > now) {
    in.complain("date", "must not be after the mock's own time, " + to_rfc3339(now) + ", not \"" +
                            date + "\"");
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
  if (const auto price = in.optional_number("unit_price", 0, kMostUsd)) {
    label.unit_price = Money::from_usd(*price);
  } else if (known == nullptr) {
    in.complain("unit_price",
                "is missing, and the catalogue has no model \"" + id + "\" to take it from");
  }
  if (label.type.empty()) {
    in.complain("model_type",
                "is missing, and the catalogue has no model \"" + id + "\" to take it from");
  }
  const bool as_known =
      known != nullptr && known->type == label.type && known->unit_price == label.unit_price;
  return as_known ? known : &own.emplace_back(std::move(label));
}

HistoryLine load_history_line(const json& entry, const std::string& where, Timestamp now,
                              const Catalogue& catalogue, std::deque<ModelLabel>& own) {
  constexpr std::int64_t kMostTasks = 1'000'000'000;
  JsonReader in(entry, where);
  HistoryLine line;
  line.time = load_date(in, now);
  line.model = load_label(in, catalogue, own);
  line.count = static_cast<std::uint32_t>(in.integer("count", 1, kMostTasks));
  line.successes = static_cast<std::uint32_t>(
      in.optional_integer("successes", 0, line.count).value_or(line.count));
  line.cost = Money::from_usd(in.number("cost_usd", 0, kMostUsd));
  in.done();
  return line;
}

std::string tag_of(const Draws& draws) {
  constexpr std::size_t kDigits = 8;
  return to_hex(PredictionId{draws.bits(Purpose::account_tag, 0), 0}).substr(0, kDigits);
}

std::vector<std::string> load_keys(JsonReader& in) {
  std::vector<std::string> keys;
  in.each("keys", [&](const json& key, const std::string&) {
    if (!key.is_string() || !is_well_formed_key(key.get_ref<const std::string&>())) {
      in.complain("keys", "must be texts of 1 to 512 visible ASCII characters, not " + key.dump());
    }
    keys.push_back(key.get<std::string>());
  });
  if (keys.empty()) in.complain("keys", "must list at least one key");
  return keys;
}

}  // namespace

bool is_well_formed_key(std::string_view key) {
  constexpr std::size_t kLongest = 512;
  const auto visible = [](char c) { return c > 0x20 && c < 0x7f; };
  return !key.empty() && key.size() <= kLongest && std::all_of(key.begin(), key.end(), visible);
}

AccountCell& Accounts::load(const json& entry, const std::string& where, Timestamp now) {
  JsonReader in(entry, where);
  const std::string name = in.text("name");
  in.rename(where + " \"" + name + "\"");
  const std::vector<std::string> keys = load_keys(in);
  const std::string tier = in.text("tier", "");
  const double usd =
      in.optional_number("balance_usd", 0, kMostUsd).value_or(defaults_.balance.usd());

  // Draws follow the first key, as they do for accounts that open by use.
  const Draws draws(defaults_.seed, keys.front());
  Account account{.name = name,
                  .tag = tag_of(draws),
                  .tier = tier.empty() ? defaults_.tier : &tiers_.at(tier, in.where()),
                  .draws = draws};
  if (in.choice("status", {"active", "suspended"}, "active") == "suspended") {
    account.status = AccountStatus::suspended;
  }

  AccountState state;
  auto labels = std::make_shared<std::deque<ModelLabel>>();
  std::vector<HistoryLine> history;
  Money spent;
  Timestamp opened = now;
  in.each("usage_history", [&](const json& line, const std::string& line_where) {
    history.push_back(load_history_line(line, line_where, now, catalogue_, *labels));
    spent += history.back().cost;
    opened = std::min(opened, history.back().time);
  });
  std::vector<CreditOrder> credits;
  in.each("credits", [&](const json& credit, const std::string& credit_where) {
    JsonReader credit_in(credit, credit_where);
    credits.push_back(read_credit_order(credit_in, defaults_.credit_lasts));
    credit_in.done();
  });
  state.discounts = read_discounts(in);
  in.value("faults");  // the caller's
  in.done();
  if (!labels->empty()) state.history_models = std::move(labels);

  // The balance in the fixture is today's: the account began with what it has spent since.
  std::stable_sort(history.begin(), history.end(),
                   [](const HistoryLine& a, const HistoryLine& b) { return a.time < b.time; });
  add_credit(state.ledger, LedgerEntry::Kind::opening, opened, Money::from_usd(usd) + spent,
             end_of_credit(now, defaults_.credit_lasts));
  for (const HistoryLine& line : history) {
    book_history(state.ledger, line.time, *line.model, line.count, line.successes, line.cost);
  }
  for (const CreditOrder& credit : credits) give_credit(state.ledger, credit, now);

  const auto taken = [&](const std::string& key) {
    in.complain("keys", "\"" + key + "\" belongs to another account, or stands twice");
  };
  if (store_.find_account(keys.front()) != nullptr) taken(keys.front());
  AccountCell& cell = store_.account_of(keys.front(), [&]() -> Store::Opening {
    return {std::move(account), std::move(state)};
  });
  for (auto key = keys.begin() + 1; key != keys.end(); ++key) {
    if (!store_.add_key(cell, *key)) taken(*key);
  }
  return cell;
}

AccountCell* Accounts::find_or_open(std::string_view key, Timestamp now) {
  if (AccountCell* known = store_.find_account(key)) return known;
  if (defaults_.auth == Auth::strict) return nullptr;
  return &store_.account_of(key, [&]() -> Store::Opening {
    const Draws draws(defaults_.seed, key);
    // Not by the order of opening: threads would change it from run to run.
    const std::string tag = tag_of(draws);
    Account account{.name = "account " + tag, .tag = tag, .tier = defaults_.tier, .draws = draws};
    return {std::move(account), opening_state(now)};
  });
}

AccountState Accounts::opening_state(Timestamp now) const {
  AccountState state;
  add_credit(state.ledger, LedgerEntry::Kind::opening, now, defaults_.balance,
             end_of_credit(now, defaults_.credit_lasts));
  return state;
}

}  // namespace wavespeed_mock
