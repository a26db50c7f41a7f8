#include "domain/accounts/accounts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "base/value/conflict.h"
#include "base/value/timestamp.h"
#include "domain/accounts/account_name.h"
#include "domain/accounts/account_start.h"
#include "domain/accounts/api_keys.h"
#include "domain/accounts/key_list.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Does not look like a key of the service, so that a reader cannot take it for one.
std::string drawn_key(const SeededRandom& draws, KeyNumber number) {
  return "mock-" + to_hex(PredictionId{draws.bits(RandomStream::api_key_high, number),
                                       draws.bits(RandomStream::api_key_low, number)});
}

std::string tag_of(const SeededRandom& draws) {
  constexpr std::size_t kDigits = 8;
  return to_hex(PredictionId{draws.bits(RandomStream::account_tag, 0), 0}).substr(0, kDigits);
}

}  // namespace

Accounts::Accounts(Store& store, const Catalogue& catalogue, const Tiers& tiers, Defaults defaults)
    : store_(store),
      catalogue_(catalogue),
      tiers_(tiers),
      defaults_(defaults),
      usual_start_(std::make_shared<AccountStart>(
          AccountStart{.tier = defaults.start.tier, .balance = defaults.start.balance})),
      start_of_new_accounts_(usual_start_) {}

AccountEntry Accounts::read_entry(const json& entry, const std::string& where,
                                  Timestamp now) const {
  JsonReader in(entry, where, "account");
  AccountEntry read;
  read.name = in.text("name");
  if (const auto wrong = find_name_problem(read.name)) in.fail(wrong->field, wrong->problem);
  in.rename(where + ' ' + text_quote(read.name));
  read.where = in.where();
  read.keys = read_key_list(in);
  read.start = read_account_start(in, defaults_.start, catalogue_, tiers_, now);
  in.value("faults");  // the caller's
  in.done();
  return read;
}

Outcome<AccountEntry> Accounts::to_entry(const NewAccount& account) const {
  if (auto wrong = find_name_problem(account.name)) return bad_field(*wrong);
  if (auto wrong = find_problem(account.keys)) return bad_field(*wrong);
  auto start = to_account_start(account, defaults_.start, catalogue_, tiers_);
  if (!start) return start.error();
  return AccountEntry{.where = "account " + text_quote(account.name),
                      .name = account.name,
                      .keys = account.keys,
                      .start = *std::move(start)};
}

StoredAccount& Accounts::open(AccountEntry entry, Timestamp now) {
  if (!entry.start.history.empty() && entry.start.history.back().time > now) {
    throw ConfigError(
        entry.where + ": field \"usage_history\": must not be after the mock's own time, " +
        to_rfc3339(now) + ", and has a line at " + to_rfc3339(entry.start.history.back().time));
  }
  // Draws follow the first key, as they do for accounts that open by use.
  const std::string& first_key = entry.keys.front().key;
  const SeededRandom draws(defaults_.seed, first_key);
  Account account{.name = entry.name, .tag = tag_of(draws), .draws = draws};
  AccountState state = begin(entry.start, now);
  state.terms.keys = key_ring(entry.keys, account, now);

  const auto taken = [&](std::size_t index) {
    refuse_field(entry.where, "keys", key_in_list(index) + " belongs to another account");
  };
  for (std::size_t i = 0; i < entry.keys.size(); ++i) {
    if (store_.find_account(entry.keys[i].key) != nullptr) taken(i);
  }
  StoredAccount& opened = store_.account_of(first_key, [&]() -> Store::FreshAccount {
    return {std::move(account), std::move(state)};
  });
  for (std::size_t i = 1; i < entry.keys.size(); ++i) {
    if (!store_.add_key(opened, entry.keys[i].key, static_cast<KeyNumber>(i))) taken(i);
  }
  opened.modify([](AccountState&) {});  // publishes the keys that lead here by now
  return opened;
}

std::optional<ApiError> Accounts::find_conflict(const AccountEntry& entry) const {
  std::optional<ApiError> problem;
  store_.for_each_account([&](StoredAccount& account) {
    if (account.account().name != entry.name) return;
    problem = conflict("the account " + json_quote(entry.name) + " already exists");
  });
  for (std::size_t i = 0; i < entry.keys.size(); ++i) {
    if (store_.find_account(entry.keys[i].key) == nullptr) continue;
    problem = conflict(key_in_list(i) + " belongs to another account");
  }
  return problem;
}

KeyOwner Accounts::find_or_open(std::string_view key, Timestamp now) {
  if (const KeyOwner known = store_.find_key(key); known.account != nullptr) return known;
  const auto draws_of_key = draws_of_new(key);
  if (!draws_of_key) return {};
  return store_.owner_of(key, [&]() -> Store::FreshAccount {
    const SeededRandom& draws = *draws_of_key;
    // Not by the order of opening: threads would change it from run to run.
    const std::string tag = tag_of(draws);
    Account account{.name = "account " + tag, .tag = tag, .draws = draws};
    return {std::move(account), begin(*start_of_new_accounts(), now)};
  });
}

std::optional<SeededRandom> Accounts::draws_of_new(std::string_view key) const {
  if (defaults_.auth == Auth::strict) return std::nullopt;
  return SeededRandom(defaults_.seed, key);
}

Accounts::Start Accounts::start_of_new_accounts() const {
  const std::lock_guard lock(start_mutex_);
  return start_of_new_accounts_;
}

void Accounts::set_start_of_new_accounts(const Start& start) {
  const std::lock_guard lock(start_mutex_);
  start_of_new_accounts_ = start == nullptr ? usual_start_ : start;
}

Accounts::Start Accounts::read_start(const json& entry, const std::string& where) const {
  JsonReader in(entry, where, "each account");
  for (const char* const key : {"name", "keys", "usage_history", "faults"}) {
    in.refuse(key, "belongs to one account: put it in an entry of \"accounts\"");
  }
  // Without a history it does not matter what time it is.
  auto start = std::make_shared<const AccountStart>(
      read_account_start(in, defaults_.start, catalogue_, tiers_, Timestamp::max()));
  in.done();
  return start;
}

Outcome<Accounts::Start> Accounts::to_start(const AccountTemplate& account) const {
  auto start = to_account_start(account, defaults_.start, catalogue_, tiers_);
  if (!start) return start.error();
  return Start(std::make_shared<const AccountStart>(*std::move(start)));
}

AccountState Accounts::begin_again(const AccountStart& start, const Ledger& ledger) const {
  Timestamp came = opened_at(ledger);
  for (const std::uint32_t index : ledger.funds) {
    const LedgerEntry& entry = ledger.entries[index];
    if (entry.kind == LedgerEntry::Kind::opening) came = std::max(came, entry.time);
  }
  return begin(start, came);
}

void Accounts::begin_anew(StoredAccount& account, const AccountStart& start, Timestamp now) const {
  account.modify([&](AccountState& state) {
    if (state.terms.status == AccountStatus::terminated) return;
    // No use of it: the clock may still be set back.
    AccountState fresh = begin(start, std::max(now, state.last_seen));
    fresh.terms.keys = state.terms.keys;
    state.terms = std::move(fresh.terms);
    state.ledger = std::move(fresh.ledger);
    state.invoices = {};
  });
}

Outcome<KeyNumber> Accounts::make_key(StoredAccount& account, std::string name, std::string text,
                                      Timestamp now) {
  constexpr std::size_t kMaxKeys = 10'000;
  const std::lock_guard lock(making_keys_);
  const auto keys_of = [&](const AccountState& state) {
    return list_keys(account.account(), state.terms.keys, opened_at(state.ledger));
  };
  const auto keys = account.peek(keys_of);
  if (keys.size() >= kMaxKeys) {  // fixtures may have more
    return conflict("the account has had " + std::to_string(kMaxKeys) +
                    " keys, which is the maximum");
  }
  const auto number = static_cast<KeyNumber>(keys.size());
  if (text.empty()) text = drawn_key(account.account().draws, number);
  const auto same = [&](const ApiKey& key) { return key.text == text; };
  const bool is_its_own = std::any_of(keys.begin() + 1, keys.end(), same);
  if (is_its_own || !store_.add_key(account, text, number)) {
    return conflict("the key is in use");
  }
  return account.with(now, [&](AccountState& state, Timestamp time) -> Outcome<KeyNumber> {
    // Some may have been revoked since, or all be as they were in a snapshot.
    auto all = keys_of(state);
    if (all.size() != number)
      return conflict("the account was restored to a snapshot during this request; try again");
    all.push_back(
        {.text = std::move(text),
         .name = name.empty() ? usual_key_name(account.account(), number) : std::move(name),
         .created = time});
    state.terms.keys = std::make_shared<const std::vector<ApiKey>>(std::move(all));
    return number;
  });
}

}  // namespace wavespeed_mock
