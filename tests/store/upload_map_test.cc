#include "store/upload_map.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock::upload_map_test {
namespace {

using std::chrono::days;
using std::chrono::nanoseconds;

std::shared_ptr<const Upload> upload(std::uint64_t number, Timestamp kept_until) {
  auto made = std::make_shared<Upload>();
  made->id = {number, number};
  made->kept_until = kept_until;
  return made;
}

TEST(UploadMap, FindsAddedUploads) {
  UploadMap map;
  const auto first = upload(1, kStart);
  map.add(first);
  map.add(upload(17, kStart));
  EXPECT_EQ(map.find({1, 1}), first);
  EXPECT_EQ(map.find({17, 17})->id, (UploadId{17, 17}));
  EXPECT_EQ(map.find({2, 2}), nullptr);
  EXPECT_EQ(map.find({1, 2}), nullptr);
}

TEST(UploadMap, ForgetsExpiredUploads) {
  UploadMap map;
  for (std::uint64_t i = 0; i < 100; ++i) map.add(upload(i, kStart + days(i % 10)));
  const std::weak_ptr<const Upload> gone = map.find({12, 12});
  map.forget(kStart + days(2) - nanoseconds(1));
  EXPECT_NE(map.find({12, 12}), nullptr);
  map.forget(kStart + days(2));
  EXPECT_TRUE(gone.expired()) << "its memory is freed";
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_EQ(map.find({i, i}) == nullptr, i % 10 <= 2) << i;
  }
  map.add(upload(200, kStart));
  map.forget(kStart);
  EXPECT_EQ(map.find({200, 200}), nullptr) << "it was added late and is already expired";
  map.forget(kStart + days(9));
  EXPECT_EQ(map.find({9, 9}), nullptr);
}

TEST(UploadMap, ReplacesOnlyPresentUploads) {
  UploadMap map;
  const auto ticket = upload(1, kStart + days(1));
  const auto file = upload(1, kStart + days(2));
  EXPECT_FALSE(map.replace(ticket, file)) << "never added";
  map.add(ticket);
  EXPECT_TRUE(map.replace(ticket, file));
  EXPECT_EQ(map.find({1, 1}), file);
  EXPECT_FALSE(map.replace(ticket, upload(1, kStart)));
  EXPECT_EQ(map.find({1, 1}), file);

  map.forget(kStart + days(1));
  EXPECT_EQ(map.find({1, 1}), file) << "the file has its own expiry";
  map.forget(kStart + days(2));
  EXPECT_EQ(map.find({1, 1}), nullptr);
}

TEST(UploadMap, LetsOneThreadReplaceAnUpload) {
  constexpr int kThreads = 8;
  UploadMap map;
  const auto ticket = upload(1, kStart + days(1));
  map.add(ticket);
  std::atomic<int> winners = 0;
  std::latch ready(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      ready.arrive_and_wait();
      if (map.replace(ticket, upload(1, kStart + days(2)))) ++winners;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(winners, 1);
}

TEST(UploadMap, FindsUploadsWhileOthersExpire) {
  constexpr std::uint64_t kEach = 2'000;
  UploadMap map;
  std::atomic<bool> done = false;
  std::thread forgetting([&] {
    while (!done) map.forget(kStart);
  });
  std::vector<std::thread> adding;
  for (std::uint64_t i = 0; i < 2; ++i) {
    adding.emplace_back([&, i] {
      for (std::uint64_t j = 0; j < kEach; ++j) {
        map.add(upload(i * kEach + j, kStart + days(j % 2)));
      }
    });
  }
  for (std::thread& thread : adding) thread.join();
  done = true;
  forgetting.join();
  map.forget(kStart);
  for (std::uint64_t i = 0; i < 2 * kEach; ++i) {
    EXPECT_EQ(map.find({i, i}) == nullptr, i % kEach % 2 == 0) << i;
  }
}

TEST(UploadMap, ReleasesRemovedUploads) {
  UploadMap map;
  map.add(upload(1, kStart));
  EXPECT_TRUE(map.remove({1, 1}));
  EXPECT_FALSE(map.remove({1, 1}));
  EXPECT_EQ(map.find({1, 1}), nullptr);
  const auto again = upload(1, kStart + days(1));
  map.add(again);
  map.forget(kStart);
  EXPECT_EQ(map.find({1, 1}), again) << "it does not expire with the upload it replaced";
  const auto instead = upload(1, kStart + days(1));
  map.add(instead);
  EXPECT_EQ(map.find({1, 1}), instead);
}

TEST(UploadMap, ListsTheOwnersOfUploads) {
  UploadMap map;
  for (std::uint64_t i = 0; i < 40; ++i) {
    auto made = std::make_shared<Upload>();
    made->id = {i, i};
    made->account = static_cast<AccountNumber>(i % 2);
    made->kept_until = kStart;
    map.add(made);
  }
  EXPECT_EQ(map.of_account(1).size(), 20U);
  for (const auto& each : map.of_account(1)) EXPECT_EQ(each->account, 1U);
  EXPECT_TRUE(map.of_account(2).empty());
}

}  // namespace
}  // namespace wavespeed_mock::upload_map_test
