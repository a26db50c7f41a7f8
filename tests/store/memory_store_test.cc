#include "store/memory_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <functional>
#include <latch>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock::memory_store_test {
namespace {

constexpr int kThreads = 8;

Store::FreshAccount new_account(const std::string& name) {
  return {Account{.name = name, .draws = SeededRandom(0, name)}, AccountState{}};
}

StoredAccount& open(Store& store, const std::string& key) {
  return store.account_of(key, [&] { return new_account(key); });
}

std::shared_ptr<const Prediction> prediction(PredictionId id, AccountNumber account = 0) {
  auto made = std::make_shared<Prediction>();
  made->id = id;
  made->account = account;
  return made;
}

// Runs `body(0)` to `body(kThreads - 1)` at the same time.
void run_together(const std::function<void(int)>& body) {
  std::latch ready(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      ready.arrive_and_wait();
      body(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(MemoryStore, OpensAnAccountOnce) {
  const auto store = make_memory_store();
  EXPECT_EQ(store->find_account("key"), nullptr);

  StoredAccount& account = open(*store, "key");
  EXPECT_EQ(account.account().name, "key");
  EXPECT_EQ(store->find_account("key"), &account);
  EXPECT_EQ(
      &store->account_of(
          "key", []() -> Store::FreshAccount { throw std::logic_error("opened a second time"); }),
      &account);
}

TEST(MemoryStore, NumbersAccountsAsTheyOpen) {
  const auto store = make_memory_store();
  for (AccountNumber i = 0; i < 200; ++i) {
    EXPECT_EQ(open(*store, "key " + std::to_string(i)).number(), i);
  }
}

TEST(MemoryStore, ComparesKeysExactly) {
  const auto store = make_memory_store();
  StoredAccount& account = open(*store, "key");
  for (const std::string key : {"Key", "key ", "ke", "keys", ""}) {
    EXPECT_EQ(store->find_account(key), nullptr) << key;
    EXPECT_NE(&open(*store, key), &account) << key;
  }
}

TEST(MemoryStore, AddsKeysToAnAccount) {
  const auto store = make_memory_store();
  StoredAccount& first = open(*store, "first");
  StoredAccount& second = open(*store, "second");
  EXPECT_TRUE(store->add_key(first, "another", 1));
  EXPECT_EQ(store->find_account("another"), &first);
  EXPECT_EQ(&open(*store, "another"), &first);

  EXPECT_FALSE(store->add_key(second, "another", 1));
  EXPECT_FALSE(store->add_key(second, "first", 1));
  EXPECT_FALSE(store->add_key(first, "first", 1));
  EXPECT_EQ(store->find_account("another"), &first);
  EXPECT_EQ(store->find_account("first"), &first);
}

TEST(MemoryStore, IsUnchangedWhenOpeningThrows) {
  const auto store = make_memory_store();
  EXPECT_THROW(
      store->account_of("key", []() -> Store::FreshAccount { throw std::runtime_error("no"); }),
      std::runtime_error);
  EXPECT_EQ(store->find_account("key"), nullptr);
  EXPECT_EQ(open(*store, "key").number(), 0);
}

TEST(MemoryStore, FindsPredictionsByBothHalvesOfTheirIds) {
  const auto store = make_memory_store();
  const auto known = prediction({1, 2}, 7);
  store->add_prediction(known);
  EXPECT_EQ(store->find_prediction({1, 2}), known);
  EXPECT_EQ(store->find_prediction({1, 2})->account, 7);
  // The first one is in the same shard, the second in the same bucket.
  for (const PredictionId id : {PredictionId{1, 3}, {65, 2}, {2, 1}, {0, 0}}) {
    EXPECT_EQ(store->find_prediction(id), nullptr) << to_hex(id);
  }
}

TEST(MemoryStore, RemovesPredictionsOnce) {
  const auto store = make_memory_store();
  store->add_prediction(prediction({1, 2}));
  store->add_prediction(prediction({1, 3}));
  const auto held = store->find_prediction({1, 2});
  EXPECT_TRUE(store->remove_prediction({1, 2}));
  EXPECT_FALSE(store->remove_prediction({1, 2}));
  EXPECT_EQ(store->find_prediction({1, 2}), nullptr);
  EXPECT_NE(store->find_prediction({1, 3}), nullptr);
  EXPECT_EQ(held->id, (PredictionId{1, 2})) << "references stay valid";
}

TEST(MemoryStore, OpensOneAccountForConcurrentUsesOfAKey) {
  constexpr int kKeys = 100;
  const auto store = make_memory_store();
  std::atomic<int> opened = 0;
  std::vector<std::vector<StoredAccount*>> seen(kThreads);
  std::barrier next_key(kThreads);
  run_together([&](int thread) {
    for (int i = 0; i < kKeys; ++i) {
      const std::string key = "key " + std::to_string(i);
      next_key.arrive_and_wait();
      seen[static_cast<std::size_t>(thread)].push_back(&store->account_of(key, [&] {
        ++opened;
        return new_account(key);
      }));
    }
  });
  EXPECT_EQ(opened, kKeys);
  for (const auto& cells : seen) EXPECT_EQ(cells, seen.front());
}

// While one thread opens the account, the others wait. If it fails, one of them must try again.
TEST(MemoryStore, RetriesOpeningAfterAnotherThreadFailed) {
  constexpr int kKeys = 20;
  const auto store = make_memory_store();
  std::atomic<int> opened = 0;
  std::vector<std::atomic<int>> calling(kKeys);
  std::barrier next_key(kThreads);
  run_together([&](int thread) {
    for (std::size_t i = 0; i < kKeys; ++i) {
      const std::string key = "key " + std::to_string(i);
      next_key.arrive_and_wait();
      if (thread > 0) {
        ++calling[i];
        store->account_of(key, [&] {
          ++opened;
          return new_account(key);
        });
        continue;
      }
      const auto fail = [&]() -> Store::FreshAccount {
        while (calling[i] < kThreads - 1) std::this_thread::yield();
        for (int turn = 0; turn < 2 * kThreads; ++turn) std::this_thread::yield();
        throw std::runtime_error("no");
      };
      try {
        store->account_of(key, fail);
      } catch (const std::runtime_error&) {
        // Unless another thread was first.
      }
    }
  });
  EXPECT_EQ(opened, kKeys);
}

TEST(MemoryStore, OpensDifferentKeysConcurrently) {
  constexpr int kKeysEach = 50;
  const auto store = make_memory_store();
  run_together([&](int thread) {
    for (int i = 0; i < kKeysEach; ++i) {
      const std::string key = std::to_string(thread) + "/" + std::to_string(i);
      StoredAccount& account = open(*store, key);
      EXPECT_TRUE(store->add_key(account, key + "/again", 1));
    }
  });
  std::set<AccountNumber> numbers;
  for (int thread = 0; thread < kThreads; ++thread) {
    for (int i = 0; i < kKeysEach; ++i) {
      const std::string key = std::to_string(thread) + "/" + std::to_string(i);
      StoredAccount* account = store->find_account(key);
      ASSERT_NE(account, nullptr) << key;
      EXPECT_EQ(account->account().name, key);
      EXPECT_EQ(store->find_account(key + "/again"), account);
      numbers.insert(account->number());
    }
  }
  EXPECT_EQ(numbers.size(), std::size_t{kThreads} * kKeysEach) << "each number once";
  EXPECT_EQ(*numbers.rbegin(), kThreads * kKeysEach - 1U) << "without gaps";
}

TEST(MemoryStore, AddsAndFindsPredictionsConcurrently) {
  constexpr std::uint64_t kEach = 300;
  const auto store = make_memory_store();
  run_together([&](int thread) {
    const auto own = static_cast<std::uint64_t>(thread);
    for (std::uint64_t i = 0; i < kEach; ++i) {
      store->add_prediction(prediction({i, own}, static_cast<AccountNumber>(i)));
      ASSERT_NE(store->find_prediction({i, own}), nullptr)
          << "a thread sees its own prediction at once";
      // A prediction of another thread is either complete or absent.
      const auto other = store->find_prediction({i, (own + 1) % kThreads});
      ASSERT_EQ(other ? other->account : i, i);
    }
  });
  for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
    for (std::uint64_t i = 0; i < kEach; ++i) {
      ASSERT_NE(store->find_prediction({i, thread}), nullptr);
    }
  }
}

TEST(StoredAccount, NeverMovesTimeBackwards) {
  const auto store = make_memory_store();
  StoredAccount& account = open(*store, "key");
  const auto seen_at = [&](Timestamp now) {
    return account.with(now, [](AccountState&, Timestamp time) { return time; });
  };
  using std::chrono::seconds;
  EXPECT_EQ(seen_at(kStart + seconds(10)), kStart + seconds(10));
  EXPECT_EQ(seen_at(kStart), kStart + seconds(10));
  EXPECT_EQ(seen_at(kStart + seconds(11)), kStart + seconds(11));
}

TEST(StoredAccount, ChangesInOneThreadAtATime) {
  constexpr int kEach = 200;
  const auto store = make_memory_store();
  StoredAccount& account = open(*store, "key");
  std::vector<std::set<std::uint64_t>> requests(kThreads);
  run_together([&](int thread) {
    for (int i = 0; i < kEach; ++i) {
      account.with(kStart, [&](AccountState& state, Timestamp) {
        const std::uint64_t before = state.submissions;
        std::this_thread::yield();  // visible to a thread that does not wait for the lock
        state.submissions = before + 1;
      });
      requests[static_cast<std::size_t>(thread)].insert(account.next_request());
    }
  });
  std::set<std::uint64_t> all;
  for (auto& numbers : requests) all.merge(numbers);
  EXPECT_EQ(all.size(), std::size_t{kThreads} * kEach);
  const auto submissions =
      account.with(kStart, [](AccountState& state, Timestamp) { return state.submissions; });
  EXPECT_EQ(submissions, std::uint64_t{kThreads} * kEach);
}

TEST(MemoryStore, KeepsUploadsUntilTheyExpire) {
  const auto store = make_memory_store();
  auto ticket = std::make_shared<Upload>();
  ticket->id = {1, 2};
  ticket->kept_until = kStart;
  auto file = std::make_shared<Upload>(*ticket);
  store->add_upload(ticket);
  EXPECT_EQ(store->find_upload({1, 2}), ticket);
  EXPECT_TRUE(store->replace_upload(ticket, file));
  EXPECT_FALSE(store->replace_upload(ticket, file));
  EXPECT_EQ(store->find_upload({1, 2}), file);
  store->forget_uploads(kStart);
  EXPECT_EQ(store->find_upload({1, 2}), nullptr);
}

TEST(MemoryStore, FindsAClosedAccountOnlyAfterItOpensAgain) {
  const auto store = make_memory_store();
  StoredAccount& account = open(*store, "key");
  account.with(kStart, [](AccountState& state, Timestamp) { state.submissions = 7; });
  account.set_open(false);
  EXPECT_EQ(store->find_account("key"), nullptr);
  int seen = 0;
  store->for_each_account([&](StoredAccount&) { ++seen; });
  EXPECT_EQ(seen, 0);
  EXPECT_EQ(&open(*store, "key"), &account);
  EXPECT_TRUE(account.is_open());
  EXPECT_EQ(account.peek([](const AccountState& state) { return state.submissions; }), 0U)
      << "it opens a new account";
}

}  // namespace
}  // namespace wavespeed_mock::memory_store_test
