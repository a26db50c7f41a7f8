// What an account still sees of its tasks: its history, and how long that is kept.
//
// Works on the History of one account, under its lock, under which tasks come into the store too;
// find_kept() needs no lock.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "records/account.h"
#include "records/prediction.h"
#include "store/store.h"

namespace wavespeed_mock {

// Which tasks, and which page of them.
struct HistoryQuery {
  std::size_t page = 1;  // from 1
  std::size_t page_size = 100;
  std::string model;                            // empty: of all models
  std::string status;                           // empty: in all states
  Timestamp created_after = Timestamp::min();   // included
  Timestamp created_before = Timestamp::max();  // included
};

struct HistoryPage {
  std::vector<std::shared_ptr<const Prediction>> items;  // newest first
  std::size_t total = 0;                                 // on all pages
};

// The task of that id (as text) unless there is none, it was deleted, or `retention` has passed
// since its submission. Of any account: who asks must compare the number.
std::shared_ptr<const Prediction> find_kept(const Store& store, std::string_view id,
                                            Duration retention, Timestamp now);

// The option `retention`. Throws ConfigError unless it is a duration above 0.
Duration parse_retention(std::string_view option);

// Frees the tasks that were submitted `retention` ago or earlier, here and in the store.
void forget_old(History& history, Store& store, Duration retention, Timestamp now);

// Takes as long as the page is, unless a model or a status is asked for: that needs a look at every
// task of the time span.
HistoryPage list_history(const History& history, const HistoryQuery& query, Timestamp now);

// Deletes the tasks of these ids, here and in the store; how many those were. The ledger keeps its
// entries. Takes as long as the history is from the oldest of them on.
std::size_t delete_from_history(History& history, Store& store,
                                const std::vector<PredictionId>& ids);

}  // namespace wavespeed_mock
