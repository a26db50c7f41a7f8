// Who a key belongs to: accounts out of fixtures, and those that open on first use.
//
// Filled at start by one thread; find_or_open() may then be called from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "domain/catalogue.h"
#include "domain/tiers.h"
#include "store/store.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// 1 to 512 visible ASCII characters, no space: what a client can send as `Bearer <key>`.
bool is_well_formed_key(std::string_view key);

class Accounts {
 public:
  // What an account has that says nothing else.
  struct Defaults {
    std::uint64_t seed = 0;
    Auth auth = Auth::open;
    const Tier* tier = nullptr;
    Money balance;
    Duration credit_lasts = Duration::max();  // purchased credit; max: for ever
  };

  // All references must outlive this object.
  Accounts(Store& store, const Catalogue& catalogue, const Tiers& tiers, Defaults defaults)
      : store_(store), catalogue_(catalogue), tiers_(tiers), defaults_(defaults) {}

  // Reads one entry of a fixture's "accounts", but for its "faults". `now` dates its opening
  // balance. Throws ConfigError.
  AccountCell& load(const nlohmann::json& entry, const std::string& where, Timestamp now);

  // The account of a well-formed key; nullptr when the mock is strict and does not know it.
  AccountCell* find_or_open(std::string_view key, Timestamp now);

  // How long credit lasts that is paid in; Duration::max() for ever.
  Duration credit_lasts() const { return defaults_.credit_lasts; }

  // What an account that opens on first use begins with.
  AccountState opening_state(Timestamp now) const;

 private:
  Store& store_;
  const Catalogue& catalogue_;
  const Tiers& tiers_;
  const Defaults defaults_;
};

}  // namespace wavespeed_mock
