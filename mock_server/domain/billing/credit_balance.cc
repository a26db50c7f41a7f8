#include "domain/billing/credit_balance.h"

#include <algorithm>
#include <tuple>

#include "base/value/due_time.h"

namespace wavespeed_mock {
namespace {

void add(CreditBalance& credit_balance, const CreditGrant& grant, Money amount) {
  credit_balance.left += amount;
  if (grant.kind == CreditKind::trial) credit_balance.trial_left += amount;
}

void find_next_expiry(CreditBalance& credit_balance) {
  credit_balance.next_expiry = kNever;
  for (const CreditSource source : credit_balance.order) {
    credit_balance.next_expiry =
        std::min(credit_balance.next_expiry, credit_balance.grants[source].expires);
  }
}

// For a grant that has something left again.
void queue(CreditBalance& credit_balance, CreditSource source) {
  const auto rank = [&](CreditSource of) {
    const CreditGrant& grant = credit_balance.grants[of];
    return std::tuple(grant.kind, grant.expires, of);
  };
  const auto index =
      std::lower_bound(credit_balance.order.begin(), credit_balance.order.end(), source,
                       [&](CreditSource a, CreditSource b) { return rank(a) < rank(b); });
  credit_balance.order.insert(index, source);
  credit_balance.next_expiry =
      std::min(credit_balance.next_expiry, credit_balance.grants[source].expires);
}

void unqueue(CreditBalance& credit_balance, CreditSource source) {
  credit_balance.order.erase(
      std::find(credit_balance.order.begin(), credit_balance.order.end(), source));
  if (credit_balance.grants[source].expires == credit_balance.next_expiry)
    find_next_expiry(credit_balance);
}

// Takes as much of `amount` as the grant has; returns that.
Money take(CreditBalance& credit_balance, CreditSource source, Money amount) {
  CreditGrant& grant = credit_balance.grants.change(source);
  const Money taken = std::min(amount, grant.left);
  grant.left += -taken;
  add(credit_balance, grant, -taken);
  if (grant.left == Money{}) unqueue(credit_balance, source);
  return taken;
}

void put_back(CreditBalance& credit_balance, CreditSource source, Money amount) {
  CreditGrant& grant = credit_balance.grants.change(source);
  const bool was_empty = grant.left == Money{};
  grant.left += amount;
  add(credit_balance, grant, amount);
  if (was_empty && amount != Money{}) queue(credit_balance, source);
}

}  // namespace

std::string_view to_text(CreditKind kind) {
  switch (kind) {
    case CreditKind::coupon:
      return "coupon";
    case CreditKind::trial:
      return "trial";
    case CreditKind::purchased:
      return "purchased";
  }
  return "";
}

void add_grant(CreditBalance& credit_balance, const CreditGrant& grant) {
  credit_balance.grants.push_back(grant);
  add(credit_balance, grant, grant.left);
  if (grant.left != Money{})
    queue(credit_balance, static_cast<CreditSource>(credit_balance.grants.size() - 1));
}

Spent spend(CreditBalance& credit_balance, Money amount, bool trial, std::uint32_t charge) {
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
    credit_balance.parts.push_back({.charge = charge, .source = source, .amount = part});
  };
  // What is emptied leaves the order, so that the next one comes to its place.
  for (std::size_t index = 0; taken != amount && index < credit_balance.order.size();) {
    const CreditSource source = credit_balance.order[index];
    if (!trial && credit_balance.grants[source].kind == CreditKind::trial) {
      ++index;
    } else {
      note(source, take(credit_balance, source, amount - taken));
    }
  }
  spent.from_line = amount - taken;
  if (spent.from_line != Money{}) note(kFromLine, spent.from_line);
  return spent;
}

Money give_back(CreditBalance& credit_balance, CreditSource source, Money amount,
                std::uint32_t charge) {
  if (source == kFromNothing) return {};
  if (source == kFromLine) return amount;
  if (source != kFromSeveral) {
    put_back(credit_balance, source, amount);
    return {};
  }
  Money to_line;
  auto part = std::lower_bound(
      credit_balance.parts.begin(), credit_balance.parts.end(), charge,
      [](const CreditPart& one, std::uint32_t wanted) { return one.charge < wanted; });
  for (; part != credit_balance.parts.end() && part->charge == charge; ++part) {
    if (part->source == kFromLine) {
      to_line = part->amount;
    } else {
      put_back(credit_balance, part->source, part->amount);
    }
  }
  return to_line;
}

std::optional<Expired> expire_next(CreditBalance& credit_balance, Timestamp now) {
  if (!has_come(credit_balance.next_expiry, now)) return std::nullopt;
  const auto next = std::find_if(
      credit_balance.order.begin(), credit_balance.order.end(), [&](CreditSource source) {
        return credit_balance.grants[source].expires == credit_balance.next_expiry;
      });
  const CreditGrant& grant = credit_balance.grants[*next];
  Expired expired{.grant = *next, .time = grant.expires, .amount = grant.left};
  take(credit_balance, expired.grant, expired.amount);
  return expired;
}

void set_expiry(CreditBalance& credit_balance, CreditSource grant, Timestamp expires) {
  const bool queued = credit_balance.grants[grant].left != Money{};
  if (queued) unqueue(credit_balance, grant);
  credit_balance.grants.change(grant).expires = expires;
  if (queued) queue(credit_balance, grant);
}

}  // namespace wavespeed_mock
