#include "store/memory_store.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/upload_map.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kShards = 64;

// Lets a map of strings be searched with a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>()(text);
  }
};

// Whom a key leads to. One that was taken from its account leads nowhere, but is still known as a
// secret of that account.
struct KeyEntry {
  KeyOwner owner;
  bool taken = false;
  // Closed accounts that had this as their first key, under other names than the one that has it.
  std::vector<StoredAccount*> former{};

  bool leads() const { return !taken && owner.account->is_open(); }
};

struct alignas(64) AccountShard {
  mutable std::shared_mutex mutex;
  std::unordered_map<std::string, KeyEntry, TextHash, std::equal_to<>> by_key;
};

struct alignas(64) PredictionShard {
  mutable std::shared_mutex mutex;
  std::unordered_map<PredictionId, std::shared_ptr<const Prediction>> by_id;
};

// The last number, which no other account gets: memory cannot hold that many accounts.
constexpr AccountNumber kAnonymous = std::numeric_limits<AccountNumber>::max();

Account anonymous_account(std::uint64_t seed) {
  return {.name = "", .tag = "00000000", .draws = SeededRandom(seed, "no account")};
}

class MemoryStore final : public Store {
 public:
  MemoryStore(JournalLimits journal, std::uint64_t seed, PostDueEntries post_due_entries)
      : journal_(journal),
        post_due_entries_(post_due_entries),
        anonymous_(kAnonymous, anonymous_account(seed), {}, journal) {}

  StoredAccount& anonymous() const override { return anonymous_; }

  KeyOwner find_key(std::string_view key) const override {
    const AccountShard& shard = shard_of(key);
    const std::shared_lock lock(shard.mutex);
    const auto it = shard.by_key.find(key);
    return it == shard.by_key.end() || !it->second.leads() ? KeyOwner{} : it->second.owner;
  }

  StoredAccount* find_account(AccountNumber number) const override {
    const std::lock_guard lock(cells_mutex_);
    return number < cells_.size() ? cells_[number].get() : nullptr;
  }

  KeyOwner owner_of(std::string_view key, const std::function<FreshAccount()>& open) override {
    if (const KeyOwner known = find_key(key); known.account != nullptr) return known;
    AccountShard& shard = shard_of(key);
    std::optional<FreshAccount> fresh;
    StoredAccount* closed = nullptr;
    {
      const std::unique_lock lock(shard.mutex);
      const auto it = shard.by_key.find(key);
      if (it == shard.by_key.end()) {
        StoredAccount& first = opened(key, open());
        return shard.by_key.emplace(key, KeyEntry{.owner = {&first, 0}}).first->second.owner;
      }
      KeyEntry& known = it->second;
      if (known.leads()) return known.owner;
      fresh = open();
      closed = closed_account(known, fresh->first.name);
      if (closed == nullptr) {
        lead_to(known, opened(key, *std::move(fresh)));
        return known.owner;
      }
    }
    return open_again(*closed, key, std::move(fresh->second));
  }

  void for_each_account(const std::function<void(StoredAccount&)>& look) const override {
    std::vector<StoredAccount*> all;
    for (const AccountShard& shard : accounts_) {
      const std::shared_lock lock(shard.mutex);
      for (const auto& [key, owner] : shard.by_key) {
        if (owner.leads()) all.push_back(owner.owner.account);
      }
    }
    const auto index = [](const StoredAccount* cell) {
      return std::pair(std::string_view(cell->account().tag), cell->number());
    };
    std::sort(all.begin(), all.end(),
              [&](const auto* a, const auto* b) { return index(a) < index(b); });
    // Several keys may lead to one account.
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (StoredAccount* cell : all) look(*cell);
  }

  void for_each_key(
      const std::function<void(std::string_view, const StoredAccount&)>& look) const override {
    for (const AccountShard& shard : accounts_) {
      const std::shared_lock lock(shard.mutex);
      for (const auto& [key, entry] : shard.by_key) {
        if (entry.leads()) look(key, *entry.owner.account);
      }
    }
  }

  bool add_key(StoredAccount& account, std::string_view key, KeyNumber number) override {
    AccountShard& shard = shard_of(key);
    const std::unique_lock lock(shard.mutex);
    const auto [it, is_new] =
        shard.by_key.try_emplace(std::string(key), KeyEntry{.owner = {&account, number}});
    KeyEntry& known = it->second;
    const bool is_its_own = !is_new && !known.taken && known.owner.account == &account;
    if (is_its_own && known.owner.key == 0) return false;
    if (!is_new && !is_its_own && known.leads()) return false;
    if (!is_its_own) account.count_key();
    if (!is_new && !is_its_own) leave(known);
    known.owner = {&account, number};
    known.taken = false;
    return true;
  }

  void remove_key(StoredAccount& account, std::string_view key) override {
    AccountShard& shard = shard_of(key);
    const std::unique_lock lock(shard.mutex);
    const auto it = shard.by_key.find(key);
    if (it == shard.by_key.end()) return;
    KeyEntry& known = it->second;
    if (known.taken || known.owner.account != &account || known.owner.key == 0) return;
    known.taken = true;
    account.count_key_off();
  }

  std::string_view first_key(const StoredAccount& account) const override {
    if (&account == &anonymous_) return {};
    const std::lock_guard lock(cells_mutex_);
    return first_keys_[account.number()];
  }

  void bring_back(StoredAccount& account) override {
    const std::string_view key = first_key(account);
    AccountShard& shard = shard_of(key);
    const std::unique_lock lock(shard.mutex);
    const auto it = shard.by_key.find(key);
    if (it == shard.by_key.end() || it->second.owner.account == &account) return;
    if (!it->second.leads()) lead_to(it->second, account);
  }

  void add_prediction(std::shared_ptr<const Prediction> prediction) override {
    PredictionShard& shard = shard_of(prediction->id);
    const PredictionId id = prediction->id;
    const std::unique_lock lock(shard.mutex);
    shard.by_id.insert_or_assign(id, std::move(prediction));
  }

  std::shared_ptr<const Prediction> find_prediction(PredictionId id) const override {
    const PredictionShard& shard = shard_of(id);
    const std::shared_lock lock(shard.mutex);
    const auto it = shard.by_id.find(id);
    return it == shard.by_id.end() ? nullptr : it->second;
  }

  void add_upload(std::shared_ptr<const Upload> upload) override {
    uploads_.add(std::move(upload));
  }
  std::shared_ptr<const Upload> find_upload(UploadId id) const override {
    return uploads_.find(id);
  }
  bool replace_upload(const std::shared_ptr<const Upload>& current,
                      std::shared_ptr<const Upload> next) override {
    return uploads_.replace(current, std::move(next));
  }
  bool remove_upload(UploadId id) override { return uploads_.remove(id); }
  std::vector<std::shared_ptr<const Upload>> uploads_of(AccountNumber account) const override {
    return uploads_.of_account(account);
  }
  void forget_uploads(Timestamp now) override { uploads_.forget(now); }
  std::size_t upload_count() const override { return uploads_.size(); }

  bool remove_prediction(PredictionId id) override {
    PredictionShard& shard = shard_of(id);
    const std::unique_lock lock(shard.mutex);
    return shard.by_id.erase(id) > 0;
  }

 private:
  // Opens a closed account for the key. Without the shard's lock at first, because the account's
  // lock comes before it (docs/architecture.md). No request uses the state before it is open.
  KeyOwner open_again(StoredAccount& closed, std::string_view key, AccountState state) {
    closed.modify([&](AccountState& old) {
      if (!closed.is_open()) old = std::move(state);
    });
    AccountShard& shard = shard_of(key);
    const std::unique_lock lock(shard.mutex);
    KeyEntry& known = shard.by_key.find(key)->second;  // no entry is ever removed
    if (!known.leads()) {
      closed.set_open(true);
      lead_to(known, closed);
    }
    return known.owner;
  }
  // All under the lock of the key's shard.
  StoredAccount& opened(std::string_view key, FreshAccount fresh) {
    // Numbers are given out under a lock, so that the next one is the list's length.
    const std::lock_guard numbering(cells_mutex_);
    first_keys_.emplace_back(key);
    return *cells_.emplace_back(std::make_unique<StoredAccount>(
        static_cast<AccountNumber>(cells_.size()), std::move(fresh.first), std::move(fresh.second),
        journal_, post_due_entries_));
  }
  // The account to open again for a key that leads nowhere. An account with another name is
  // another account; null if there is none.
  static StoredAccount* closed_account(const KeyEntry& known, std::string_view name) {
    std::vector<StoredAccount*> closed = known.former;
    if (known.owner.key == 0) closed.push_back(known.owner.account);
    const auto found = std::find_if(closed.begin(), closed.end(), [&](const StoredAccount* cell) {
      return cell->account().name == name;
    });
    return found == closed.end() ? nullptr : *found;
  }
  // Before a key that does not lead anywhere gets another owner.
  static void leave(KeyEntry& known) {
    if (known.owner.key != 0) {
      if (!known.taken) known.owner.account->count_key_off();
    } else if (!known.taken) {
      known.former.push_back(known.owner.account);
    }
  }
  static void lead_to(KeyEntry& known, StoredAccount& account) {
    if (known.owner.account != &account) {
      leave(known);
      std::erase(known.former, &account);
    }
    known.owner = {&account, 0};
    known.taken = false;
  }

  const AccountShard& shard_of(std::string_view key) const {
    return accounts_[TextHash()(key) % kShards];
  }
  AccountShard& shard_of(std::string_view key) { return accounts_[TextHash()(key) % kShards]; }
  // The high half, because the maps within take the low one.
  const PredictionShard& shard_of(PredictionId id) const { return predictions_[id.high % kShards]; }
  PredictionShard& shard_of(PredictionId id) { return predictions_[id.high % kShards]; }

  const JournalLimits journal_;
  const PostDueEntries post_due_entries_;
  mutable StoredAccount anonymous_;
  mutable std::mutex cells_mutex_;
  // Both by the numbers of accounts, for the store's life. A deque, so that views of keys stay.
  std::vector<std::unique_ptr<StoredAccount>> cells_;
  std::deque<std::string> first_keys_;
  std::array<AccountShard, kShards> accounts_;
  std::array<PredictionShard, kShards> predictions_;
  UploadMap uploads_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store(JournalLimits journal, std::uint64_t seed,
                                         PostDueEntries post_due_entries) {
  return std::make_unique<MemoryStore>(journal, seed, post_due_entries);
}

}  // namespace wavespeed_mock
