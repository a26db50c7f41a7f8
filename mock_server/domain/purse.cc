#include "domain/purse.h"

#include <algorithm>
#include <tuple>

namespace wavespeed_mock {
namespace {

void add(Purse& purse, const CreditGrant& grant, Money amount) {
  purse.left += amount;
  if (grant.kind == CreditKind::trial) purse.trial_left += amount;
}

void find_next_expiry(Purse& purse) {
  purse.next_expiry = Timestamp::max();
  for (const CreditSource source : purse.order) {
    purse.next_expiry = std::min(purse.next_expiry, purse.grants[source].expires);
  }
}

// For a grant that has something left again.
void queue(Purse& purse, CreditSource source) {
  const auto rank = [&](CreditSource of) {
    const CreditGrant& grant = purse.grants[of];
    return std::tuple(grant.kind, grant.expires, of);
  };
  const auto place =
      std::lower_bound(purse.order.begin(), purse.order.end(), source,
                       [&](CreditSource a, CreditSource b) { return rank(a) < rank(b); });
  purse.order.insert(place, source);
  purse.next_expiry = std::min(purse.next_expiry, purse.grants[source].expires);
}

void unqueue(Purse& purse, CreditSource source) {
  purse.order.erase(std::find(purse.order.begin(), purse.order.end(), source));
  if (purse.grants[source].expires == purse.next_expiry) find_next_expiry(purse);
}

// Takes as much of `amount` as the grant has; returns that.
Money take(Purse& purse, CreditSource source, Money amount) {
  CreditGrant& grant = purse.grants.change(source);
  const Money taken = std::min(amount, grant.left);
  grant.left += -taken;
  add(purse, grant, -taken);
  if (grant.left == Money{}) unqueue(purse, source);
  return taken;
}

void put_back(Purse& purse, CreditSource source, Money amount) {
  CreditGrant& grant = purse.grants.change(source);
  const bool was_empty = grant.left == Money{};
  grant.left += amount;
  add(purse, grant, amount);
  if (was_empty && amount != Money{}) queue(purse, source);
}

}  // namespace

void add_grant(Purse& purse, const CreditGrant& grant) {
  purse.grants.push_back(grant);
  add(purse, grant, grant.left);
  if (grant.left != Money{}) queue(purse, static_cast<CreditSource>(purse.grants.size() - 1));
}

Spent spend(Purse& purse, Money amount, bool trial, std::uint32_t charge) {
  Spent spent;
  Money taken;
  // Almost always there is one source, for which the charge itself has room.
  const auto note = [&](CreditSource source, Money part) {
    taken += part;
    if (part == amount) {
      spent.source = source;
      return;
    }
    spent.source = kFromSeveral;
    purse.parts.push_back({.charge = charge, .source = source, .amount = part});
  };
  // What is emptied leaves the order, so that the next one comes to its place.
  for (std::size_t place = 0; taken != amount && place < purse.order.size();) {
    const CreditSource source = purse.order[place];
    if (!trial && purse.grants[source].kind == CreditKind::trial) {
      ++place;
    } else {
      note(source, take(purse, source, amount - taken));
    }
  }
  spent.from_line = amount - taken;
  if (spent.from_line != Money{}) note(kFromLine, spent.from_line);
  return spent;
}

Money give_back(Purse& purse, CreditSource source, Money amount, std::uint32_t charge) {
  if (source == kFromNothing) return {};
  if (source == kFromLine) return amount;
  if (source != kFromSeveral) {
    put_back(purse, source, amount);
    return {};
  }
  Money to_line;
  auto part = std::lower_bound(
      purse.parts.begin(), purse.parts.end(), charge,
      [](const CreditPart& one, std::uint32_t wanted) { return one.charge < wanted; });
  for (; part != purse.parts.end() && part->charge == charge; ++part) {
    if (part->source == kFromLine) {
      to_line = part->amount;
    } else {
      put_back(purse, part->source, part->amount);
    }
  }
  return to_line;
}

std::optional<Expired> expire_next(Purse& purse, Timestamp now) {
  if (purse.next_expiry > now) return std::nullopt;
  const auto next = std::find_if(purse.order.begin(), purse.order.end(), [&](CreditSource source) {
    return purse.grants[source].expires == purse.next_expiry;
  });
  const CreditGrant& grant = purse.grants[*next];
  Expired expired{.grant = *next, .time = grant.expires, .amount = grant.left};
  take(purse, expired.grant, expired.amount);
  return expired;
}

void set_expiry(Purse& purse, CreditSource grant, Timestamp expires) {
  const bool queued = purse.grants[grant].left != Money{};
  if (queued) unqueue(purse, grant);
  purse.grants.change(grant).expires = expires;
  if (queued) queue(purse, grant);
}

}  // namespace wavespeed_mock
