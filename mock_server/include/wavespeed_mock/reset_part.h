// A part of the state that Mock::reset() resets (docs/snapshots.md#reset).
#pragma once

#include <cstdint>

namespace wavespeed_mock {

// In the order in which people read them; the values are bits.
enum class ResetPart : std::uint16_t {
  tasks = 1,            // the history, with the outputs
  credit = 2,           // the ledger: balance, bills, usage; invoices
  limits = 4,           // what the tier's limits have counted
  uploads = 8,          // files and tickets
  webhooks = 16,        // those that wait, those that have gone, and the secret
  faults = 32,          // rules that were added, what all have counted, and scenarios
  journal = 64,         // the requests, and their numbers
  draws = 128,          // the next task and the next upload get the first ids again
  client_report = 256,  // what the client report tells of
  coupons = 512,        // which there are; only when all accounts are reset
  account = 1024,       // its tier, its status and its keys; of all: what later ones begin with
  replay = 2048,        // which of the recorded answers come next
  all = 4095,
};

}  // namespace wavespeed_mock
