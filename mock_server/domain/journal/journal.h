// The journals of all accounts as one: what is asked of the journal is asked here.
//
// Every function may be called from any thread.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/change_signal.h"
#include "store/store.h"

namespace wavespeed_mock {

// An entry, and whose it is.
struct KeptEntry {
  const StoredAccount* account = nullptr;
  JournalEntry entry;

  std::string request_id() const;
};

class Journal {
 public:
  // The store must outlive the journal. `routes`: the names that an entry's route may have.
  Journal(Store& store, std::vector<std::string_view> routes)
      : store_(store), routes_(std::move(routes)) {}

  const Store& store() const { return store_; }
  std::span<const std::string_view> routes() const { return routes_; }

  void add(StoredAccount& account, RequestRecord&& note);

  // Of one account in the order of their numbers; of all, where it is null, the oldest first, and
  // those of the same time in the order of the accounts' tags.
  std::vector<KeptEntry> entries(StoredAccount* only) const;
  void clear(StoredAccount* only);

  // The account, or each one for null, with those that have no known key as the first.
  void for_each_account(StoredAccount* only, const std::function<void(StoredAccount&)>& look) const;

  // Calls `changed` behind each new entry, as a ChangeSignal does.
  [[nodiscard]] std::shared_ptr<void> on_change(std::function<void()> changed) const {
    return changes_.listen(std::move(changed));
  }

 private:
  Store& store_;
  const std::vector<std::string_view> routes_;
  const ChangeSignal changes_;
};

}  // namespace wavespeed_mock
