// An account, isolated from all others: it has its own credit, limits, tasks, random draws.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/value/cow_vector.h"
#include "base/value/random.h"
#include "records/api_key.h"
#include "records/credit.h"
#include "records/credit_line.h"
#include "records/discount.h"
#include "records/ledger_entry.h"
#include "records/payment.h"
#include "records/tier.h"
#include "records/usage_totals.h"
#include "wavespeed_mock/account_info.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// Counts accounts of one mock from 0 in the order they were opened.
using AccountNumber = std::uint32_t;

// What is fixed when an account is opened.
struct Account {
  std::string name;  // for logs; never the key
  std::string tag;   // 8 hex digits that follow from the seed and the first key
  SeededRandom draws;
};

// What its owner and the service agree on, and may change.
struct Terms {
  const Tier* tier = nullptr;  // owned by the tier table; top-ups may lead to a higher one
  AccountStatus status = AccountStatus::active;
  std::string note;  // why it is suspended or terminated, for people
  ApiKeys keys;
  std::shared_ptr<const Discounts> discounts;  // null for none
};

// Units taken within the last minute, oldest first. Times may lie ahead for tasks that wait.
struct RateWindow {
  struct Use {
    Timestamp time;
    std::uint32_t units;
  };
  CowVector<Use> uses;      // of most accounts there are none, and then it has no memory
  std::uint64_t total = 0;  // of all units in `uses`
};

struct LimitState {
  RateWindow images;
  RateWindow videos;
  RateWindow image_results;  // counted only where results are limited
  RateWindow video_results;
  // When each of the tier's places for tasks at once is free again: a heap, soonest first.
  std::vector<Timestamp> busy_until;
};

// A charge whose task has not ended yet.
struct OpenCharge {
  Timestamp ended_at;
  std::size_t entry = 0;  // its place in the ledger
  bool succeeds = true;
  bool refund = false;
};

struct Ledger {
  CowVector<LedgerEntry> entries;         // in the order of their times; the opening comes first
  CowVector<std::uint32_t> refunds;       // the places of those that are refunds, in order
  CowVector<std::uint32_t, 16> funds;     // of those that brought credit
  CowVector<std::uint32_t, 16> expiries;  // of those that took it
  Money balance;                          // the sum of the entries' amounts
  CreditBalance credit_balance;           // what the balance is made of
  std::optional<CreditLine> credit_line;  // less what is owed on it
  std::vector<OpenCharge> open;           // a heap, soonest end first
  CowVector<Payment, 16> payments;        // in the order of their beginning
  std::vector<PendingTopUp> pending;      // a heap, soonest first
  Money topped_up;                        // the sum of the entries of top-ups
  Money received;                         // the sum of the entries of all funds
  // Of the charges, the days with any, oldest first. Small chunks: it is the newest that changes.
  CowVector<DayTotals, 4> days;
};

struct Invoice;

// All that were ever made for an account, in the order of their numbers.
using Invoices = CowVector<std::shared_ptr<const Invoice>, 4>;

struct Prediction;

// The tasks that an account still sees, in the order of their submission.
using History = CowVector<std::shared_ptr<const Prediction>>;

class ActiveRule;

// How often a rule has been asked and has fired, within one account.
struct FaultCount {
  std::uint64_t matched = 0;
  std::uint64_t fired = 0;
};

// What an account knows of faults.
struct FaultState {
  std::vector<std::shared_ptr<const ActiveRule>> rules;  // the account's own, in their order
  std::unordered_map<std::uint64_t, FaultCount>
      counts;  // by the rules' serial numbers, also of those for all
};

// What changes; guarded by the account's lock. A copy is cheap and complete.
struct AccountState {
  Timestamp last_seen = Timestamp::min();  // time never runs backwards within an account
  std::uint64_t submissions = 0;           // tasks accepted: the ordinal of the next one's draws
  std::uint64_t uploads = 0;               // tickets included: the ordinal of the next one's draws
  std::uint64_t webhook_secret_rotations = 0;
  Terms terms;
  Ledger ledger;
  Invoices invoices;
  LimitState limits;
  History history;
  FaultState faults;
  // Labels of models that only a fixture's history knows; ledgers point into it.
  std::shared_ptr<const std::deque<ModelLabel>> history_models;
};

}  // namespace wavespeed_mock
