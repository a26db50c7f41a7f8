// Which account a key belongs to. Accounts come from fixtures, or open on the first use of a key.
//
// May be used from any thread.
#pragma once

#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "domain/accounts/account_start.h"
#include "domain/accounts/tiers.h"
#include "domain/models/catalogue.h"
#include "store/store.h"
#include "wavespeed_mock/new_account.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// An account to open.
struct AccountEntry {
  std::string where;  // names it in error messages
  std::string name;
  std::vector<NewApiKey> keys;
  AccountStart start;
};

class Accounts {
 public:
  // What an account has that says nothing else.
  struct Defaults {
    std::uint64_t seed = 0;
    Auth auth = Auth::open;
    AccountDefaults start;
  };

  // All references must outlive this object.
  Accounts(Store& store, const Catalogue& catalogue, const Tiers& tiers, Defaults defaults);

  // Reads one entry of a fixture's "accounts", but for its "faults"; its usage history cannot be
  // later than `now`. Throws ConfigError.
  AccountEntry read_entry(const nlohmann::json& entry, const std::string& where,
                          Timestamp now) const;
  // The same of an account that a C++ test describes; 400 for what is wrong with it.
  Outcome<AccountEntry> to_entry(const NewAccount& account) const;
  // Opens it; `now` dates its opening balance. Throws ConfigError for a key that belongs to another
  // account.
  StoredAccount& open(AccountEntry entry, Timestamp now);
  StoredAccount& load(const nlohmann::json& entry, const std::string& where, Timestamp now) {
    return open(read_entry(entry, where, now), now);
  }
  // 409 for a name or a key that another account has.
  std::optional<ApiError> find_conflict(const AccountEntry& entry) const;

  // The account of a well-formed key; none when the mock is strict and does not know the key.
  KeyOwner find_or_open(std::string_view key, Timestamp now);
  // The random streams of the account that a new key would open; nullopt when the mock is strict.
  std::optional<SeededRandom> draws_of_new(std::string_view key) const;

  // Makes a further key of the account, `text` or one that follows from the seed. 409 when another
  // account has that one, or when this one does.
  Outcome<KeyNumber> make_key(StoredAccount& account, std::string name, std::string text,
                              Timestamp now);

  const Tiers& tiers() const { return tiers_; }

  // How long credit lasts that is paid in; Duration::max() forever.
  Duration credit_lasts() const { return defaults_.start.credit_lasts; }

  // What accounts begin with that open on first use: as the options say, unless a scenario says
  // otherwise. Never null, but null sets the options' own.
  using Start = std::shared_ptr<const AccountStart>;
  Start start_of_new_accounts() const;
  void set_start_of_new_accounts(const Start& start);
  // Reads one for set_start_of_new_accounts(), or for begin_anew(). Throws ConfigError.
  Start read_start(const nlohmann::json& entry, const std::string& where) const;
  // The same of what a C++ test describes; 400 for what is wrong with it.
  Outcome<Start> to_start(const AccountTemplate& account) const;

  AccountState begin(const AccountStart& start, Timestamp now) const {
    return begin_account(start, defaults_.start.credit_lasts, now);
  }
  // How an account that has `ledger`, and opened by use, would have begun with `start`: at the time
  // when its own balance came.
  AccountState begin_again(const AccountStart& start, const Ledger& ledger) const;
  // Puts an open account's ledger and terms to how it would have begun; keys, tasks and all else
  // stay. One that was terminated stays so.
  void begin_anew(StoredAccount& account, const AccountStart& start, Timestamp now) const;

 private:
  Store& store_;
  const Catalogue& catalogue_;
  const Tiers& tiers_;
  const Defaults defaults_;
  std::mutex making_keys_;  // so that each gets a number of its own
  const Start usual_start_;
  mutable std::mutex start_mutex_;  // guards `start_of_new_accounts_`
  Start start_of_new_accounts_;
};

}  // namespace wavespeed_mock
