// Webhooks that are to come out of order: each waits until another one of its account has
// overtaken it. Of two such webhooks the first one due waits for the second.
//
// Belongs to Webhooks, under its lock.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "records/account.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

class HeldWebhooks {
 public:
  // Whether the webhook of that id, due at `due`, is held; it is not where one that is due no later
  // waits for it.
  bool hold(AccountNumber account, std::uint64_t id, Timestamp due);

  // Those that were due by `now`, and need wait no longer.
  std::vector<std::uint64_t> release(AccountNumber account, Timestamp now);

  // It has gone without being overtaken.
  void forget(AccountNumber account, std::uint64_t id);

  struct OfAccount {
    std::map<std::uint64_t, Timestamp> held;  // by id, with when they were due
    std::optional<std::uint64_t> alone;       // of these, the one that none is to overtake yet
  };
  // Those of one account, to go back to.
  OfAccount save(AccountNumber account) const;
  void restore(AccountNumber account, OfAccount saved);

 private:
  std::unordered_map<AccountNumber, OfAccount> accounts_;
};

}  // namespace wavespeed_mock
