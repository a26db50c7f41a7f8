#include "base/file/blob_store.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace wavespeed_mock::blob_store_test {
namespace {

std::shared_ptr<const Blob> put(BlobStore& store, const std::string& bytes) {
  std::string problem;
  auto blob = store.put(bytes, problem);
  EXPECT_NE(blob, nullptr) << problem;
  return blob;
}

TEST(MemoryBlobs, ReturnTheStoredBytes) {
  const auto store = make_memory_blobs(100);
  const std::string bytes("\0a\r\n\xff", 5);
  const auto blob = put(*store, bytes);
  ASSERT_NE(blob, nullptr);
  EXPECT_EQ(blob->size(), 5u);
  EXPECT_EQ(blob->read(), bytes);
  EXPECT_EQ(blob->read(), bytes);
}

TEST(MemoryBlobs, StayWithinTheLimit) {
  const auto store = make_memory_blobs(10);
  const auto first = put(*store, "123456");
  const auto second = put(*store, "1234");
  EXPECT_NE(second, nullptr) << "exactly full";
  std::string problem;
  EXPECT_EQ(store->put("1", problem), nullptr);
  EXPECT_EQ(problem, "0 of 10 bytes of memory are left");
}

TEST(MemoryBlobs, FreeTheirMemoryWithTheLastReference) {
  const auto store = make_memory_blobs(10);
  auto first = put(*store, "1234567890");
  auto again = first;
  std::string problem;
  first.reset();
  EXPECT_EQ(store->put("1", problem), nullptr) << "there is still a reference";
  again.reset();
  EXPECT_NE(put(*store, "1234567890"), nullptr);
}

TEST(MemoryBlobs, CanOutliveTheirStore) {
  auto store = make_memory_blobs(10);
  const auto blob = put(*store, "12345");
  store.reset();
  EXPECT_EQ(blob->read(), "12345");
}

TEST(MemoryBlobs, StayWithinTheLimitAcrossThreads) {
  constexpr int kThreads = 4;
  constexpr int kTries = 200;
  const auto store = make_memory_blobs(kThreads * kTries / 2);
  std::vector<std::vector<std::shared_ptr<const Blob>>> held(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      std::string problem;
      for (int j = 0; j < kTries; ++j) {
        if (auto blob = store->put("1", problem)) held[i].push_back(std::move(blob));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::size_t all = 0;
  for (const auto& blobs : held) all += blobs.size();
  EXPECT_EQ(all, kThreads * kTries / 2u);
}

TEST(SpillingBlobs, UseTheSecondStoreWhenTheFirstIsFull) {
  const auto store = make_spilling_blobs(make_memory_blobs(4), make_memory_blobs(6));
  const auto first = put(*store, "1234");
  auto second = put(*store, "123456");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->read(), "123456");
  std::string problem;
  EXPECT_EQ(store->put("1", problem), nullptr);
  EXPECT_EQ(problem, "0 of 6 bytes of memory are left") << "the second store's reason";
  second.reset();
  EXPECT_NE(put(*store, "1"), nullptr);
}

}  // namespace
}  // namespace wavespeed_mock::blob_store_test
