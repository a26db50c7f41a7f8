// The journals of all accounts as one.
//
// Every function may be called from any thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/change_signal.h"
#include "store/store.h"

namespace wavespeed_mock {

// An entry with its account.
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

  void add(StoredAccount& account, const RequestRecord& record, RequestTrace&& trace = {});

  // Those of one account in the order of their numbers; for null, those of all accounts, oldest
  // first, and those of the same time in the order of the accounts' tags.
  std::vector<KeptEntry> entries(StoredAccount* only) const;
  // The entry of a request id; nullopt if the journal does not have it. Reads one slot of one
  // account's journal. `only` as above.
  std::optional<KeptEntry> find(std::string_view request_id, StoredAccount* only) const;
  void clear(StoredAccount* only);

  // Visits that account, or, for null, the anonymous one and then all others.
  void for_each_account(StoredAccount* only,
                        const std::function<void(StoredAccount&)>& visit) const;

  // Calls `changed` after each new entry, as a ChangeSignal does.
  [[nodiscard]] std::shared_ptr<void> on_change(std::function<void()> changed) const {
    return changes_.listen(std::move(changed));
  }

 private:
  Store& store_;
  const std::vector<std::string_view> routes_;
  const ChangeSignal changes_;
};

}  // namespace wavespeed_mock
