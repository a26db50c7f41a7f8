#include "domain/tasks/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "store/memory_store.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::history_test {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Duration kWeek = hours(7 * 24);

// Tasks 1, 2, …, submitted one second apart, each of which runs for five seconds.
class HistoryTest : public ::testing::Test {
 protected:
  void submit(int count) {
    for (int i = 0; i < count; ++i) add(i % 2 == 0 ? cats_ : dogs_);
  }
  void add(const Model& model) {
    const std::uint64_t number = ++submitted_;
    auto added = std::make_shared<Prediction>(
        task(number, model, kStart + seconds(number), seconds(5), Money{}));
    history_.push_back(added);
    store_->add_prediction(std::move(added));
  }

  std::vector<std::uint64_t> listed(const HistoryQuery& query, std::size_t total) const {
    const HistoryPage page = list_history(history_, query, kStart + hours(1));
    EXPECT_EQ(page.total, total);
    return numbers(page.items);
  }
  template <class Tasks>
  static std::vector<std::uint64_t> numbers(const Tasks& tasks) {
    std::vector<std::uint64_t> numbers;
    for (const auto& each : tasks) numbers.push_back(each->id.low);
    return numbers;
  }
  std::size_t erase(const std::vector<std::uint64_t>& numbers) {
    std::vector<PredictionId> ids;
    for (const std::uint64_t number : numbers) ids.push_back({number, number});
    return delete_from_history(history_, *store_, ids);
  }

  const Model cats_ = model_named("acme/cats");
  const Model dogs_ = model_named("acme/dogs");
  std::unique_ptr<Store> store_ = make_memory_store();
  History history_;
  std::uint64_t submitted_ = 0;
};

TEST_F(HistoryTest, IsListedNewestFirstPageByPage) {
  submit(5);
  EXPECT_THAT(listed({}, 5), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(listed({.page = 1, .page_size = 2}, 5), ElementsAre(5, 4));
  EXPECT_THAT(listed({.page = 2, .page_size = 2}, 5), ElementsAre(3, 2));
  EXPECT_THAT(listed({.page = 3, .page_size = 2}, 5), ElementsAre(1));
  EXPECT_THAT(listed({.page = 4, .page_size = 2}, 5), IsEmpty());
  EXPECT_THAT(listed({.page = 1'000'000'000, .page_size = 100}, 5), IsEmpty());
}

TEST_F(HistoryTest, IsFilteredByTime) {
  submit(5);
  const auto span = [](Duration after, Duration before) {
    return HistoryQuery{.created_after = kStart + after, .created_before = kStart + before};
  };
  EXPECT_THAT(listed(span(seconds(2), seconds(4)), 3), ElementsAre(4, 3, 2));
  EXPECT_THAT(listed(span(seconds(2) + nanoseconds(1), seconds(4) - nanoseconds(1)), 1),
              ElementsAre(3));
  EXPECT_THAT(listed(span(seconds(6), seconds(9)), 0), IsEmpty());
  EXPECT_THAT(listed(span(seconds(0), seconds(0)), 0), IsEmpty());
}

TEST_F(HistoryTest, IsFilteredByModelAndStatus) {
  submit(5);
  EXPECT_THAT(listed({.model = "acme/cats"}, 3), ElementsAre(5, 3, 1));
  EXPECT_THAT(listed({.page = 2, .page_size = 2, .model = "acme/cats"}, 3), ElementsAre(1));
  EXPECT_THAT(listed({.model = "acme/cat"}, 0), IsEmpty());
  EXPECT_THAT(listed({.status = "completed"}, 5), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(listed({.status = "cancelled"}, 0), IsEmpty());
  const HistoryQuery running{.model = "acme/cats", .status = "processing"};
  const HistoryPage page = list_history(history_, running, kStart + seconds(7));
  EXPECT_THAT(numbers(page.items), ElementsAre(5, 3));
}

TEST_F(HistoryTest, ForgetsDeletedTasks) {
  submit(6);
  EXPECT_EQ(erase({4, 2, 4, 77}), 2U);
  EXPECT_THAT(numbers(history_), ElementsAre(1, 3, 5, 6));
  EXPECT_EQ(store_->find_prediction({4, 4}), nullptr);
  EXPECT_NE(store_->find_prediction({3, 3}), nullptr);
  EXPECT_EQ(erase({4, 2}), 0U);
  EXPECT_EQ(erase({}), 0U);
  EXPECT_EQ(erase({6, 5, 3, 1}), 4U);
  EXPECT_TRUE(history_.empty());
}

TEST_F(HistoryTest, KeepsTasksOfOtherAccounts) {
  submit(2);
  store_->add_prediction(std::make_shared<Prediction>(task(
      9, cats_, kStart, seconds(1), Money{})));  // in the store, but not in this account's history
  EXPECT_EQ(erase({9, 1}), 1U);
  EXPECT_NE(store_->find_prediction({9, 9}), nullptr);
  EXPECT_THAT(numbers(history_), ElementsAre(2));
}

TEST_F(HistoryTest, ForgetsOldTasks) {
  submit(3);
  const std::weak_ptr<const Prediction> first = history_.front();
  forget_old(history_, *store_, kWeek, kStart + seconds(2) + kWeek - nanoseconds(1));
  EXPECT_THAT(numbers(history_), ElementsAre(2, 3));
  EXPECT_TRUE(first.expired()) << "its memory is freed";
  forget_old(history_, *store_, kWeek, kStart + seconds(2) + kWeek);
  EXPECT_THAT(numbers(history_), ElementsAre(3));
  EXPECT_EQ(store_->find_prediction({2, 2}), nullptr);
  EXPECT_NE(store_->find_prediction({3, 3}), nullptr);
}

TEST_F(HistoryTest, FindsKeptTasks) {
  submit(1);
  const std::string id = to_hex({1, 1});
  const Timestamp end = kStart + seconds(1) + kWeek;
  EXPECT_NE(find_kept(*store_, id, kWeek, kStart), nullptr);
  EXPECT_NE(find_kept(*store_, id, kWeek, end - nanoseconds(1)), nullptr);
  EXPECT_EQ(find_kept(*store_, id, kWeek, end), nullptr);
  EXPECT_EQ(find_kept(*store_, to_hex({1, 2}), kWeek, kStart), nullptr);
  EXPECT_EQ(find_kept(*store_, "1", kWeek, kStart), nullptr);

  // A hundred years after that time would overflow.
  const Timestamp far = kStart + hours(24) * 365 * 200;
  store_->add_prediction(std::make_shared<Prediction>(task(5, cats_, far, seconds(1), Money{})));
  EXPECT_NE(find_kept(*store_, to_hex({5, 5}), hours(24) * 36'525, far + hours(1)), nullptr);
}

}  // namespace
}  // namespace wavespeed_mock::history_test
