#include "domain/webhooks/held_webhooks.h"

#include <iterator>
#include <utility>

namespace wavespeed_mock {

bool HeldWebhooks::hold(AccountNumber account, std::uint64_t id, Timestamp due) {
  OfAccount& of = accounts_[account];
  if (of.alone && of.held.at(*of.alone) <= due) {
    of.alone.reset();
    return false;
  }
  of.held.emplace(id, due);
  of.alone = id;
  return true;
}

std::vector<std::uint64_t> HeldWebhooks::release(AccountNumber account, Timestamp now) {
  std::vector<std::uint64_t> released;
  const auto position = accounts_.find(account);
  if (position == accounts_.end()) return released;
  auto& [held, alone] = position->second;
  for (auto it = held.begin(); it != held.end();) {
    const bool free = it->second <= now;
    if (free) released.push_back(it->first);
    if (free && alone == it->first) alone.reset();
    it = free ? held.erase(it) : std::next(it);
  }
  if (held.empty()) accounts_.erase(position);
  return released;
}

void HeldWebhooks::forget(AccountNumber account, std::uint64_t id) {
  const auto position = accounts_.find(account);
  if (position == accounts_.end()) return;
  auto& [held, alone] = position->second;
  if (alone == id) alone.reset();
  held.erase(id);
  if (held.empty()) accounts_.erase(position);
}

HeldWebhooks::OfAccount HeldWebhooks::save(AccountNumber account) const {
  const auto position = accounts_.find(account);
  return position == accounts_.end() ? OfAccount{} : position->second;
}

void HeldWebhooks::restore(AccountNumber account, OfAccount saved) {
  accounts_.erase(account);
  if (!saved.held.empty()) accounts_.emplace(account, std::move(saved));
}

}  // namespace wavespeed_mock
