#include "transport/httplib/connection_wait.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>

namespace wavespeed_mock::transport::connection_wait_test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::steady_clock;

class ConnectionWaitTest : public testing::Test {
 protected:
  ConnectionWaitTest() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_), 0); }
  ~ConnectionWaitTest() override {
    ::close(ends_[0]);
    if (ends_[1] >= 0) ::close(ends_[1]);
  }
  void client_goes() {
    ::close(ends_[1]);
    ends_[1] = -1;
  }
  void server_stops() { ::shutdown(ends_[0], SHUT_RDWR); }
  ConnectionWait wait() { return ConnectionWait(ends_[0], clock_); }

  int ends_[2] = {-1, -1};
  ManualClock clock_;
};

// The result of `wait` after `wake` was called during or just before it.
template <class Wait>
auto woken_by(const std::function<void()>& wake, Wait&& wait) {
  auto waiting = std::async(std::launch::async, std::forward<Wait>(wait));
  wake();
  EXPECT_EQ(waiting.wait_for(seconds(20)), std::future_status::ready);
  return waiting.get();
}

TEST_F(ConnectionWaitTest, WaitsForADuration) {
  const auto due = steady_clock::now() + std::chrono::milliseconds(5);
  EXPECT_TRUE(wait().pass(std::chrono::milliseconds(5)));
  EXPECT_GE(steady_clock::now(), due);
  EXPECT_TRUE(wait().pass(Duration::zero()));
}

TEST_F(ConnectionWaitTest, EndsWhenTheServerStops) {
  EXPECT_FALSE(woken_by([&] { server_stops(); }, [&] { return wait().pass(Duration::max()); }));
  EXPECT_FALSE(wait().reach(clock_.now() + hours(1)));
}

TEST_F(ConnectionWaitTest, WaitsForATimeOfTheMocksClock) {
  EXPECT_TRUE(wait().reach(Timestamp::min()));
  EXPECT_TRUE(wait().reach(clock_.now()));
  const Timestamp due = clock_.now() + hours(1);
  EXPECT_TRUE(woken_by(
      [&] {
        clock_.advance(hours(1) - seconds(1));
        clock_.advance(seconds(1));
      },
      [&] { return wait().reach(due); }));
}

TEST_F(ConnectionWaitTest, EndsWhenTheClientHasGone) {
  EXPECT_TRUE(woken_by([&] { client_goes(); },
                       [&] {
                         wait().until_gone();
                         return true;
                       }));
}

// A pending response that is ready at the third check.
class ThirdLook final : public PendingAnswer {
 public:
  Duration patience() const override { return patience_; }
  std::optional<Response> look(bool last) override {
    ++looks_;
    if (last) return Response{.status = 408};
    if (looks_ < 3) return std::nullopt;
    return Response{.status = 200};
  }
  std::shared_ptr<void> on_change(std::function<void()> changed) override {
    changed();
    changed_ = std::move(changed);
    return {nullptr, [](void*) {}};
  }
  void change() const { changed_(); }

  Duration patience_ = hours(1);
  std::atomic<int> looks_ = 0;
  std::function<void()> changed_;
};

TEST_F(ConnectionWaitTest, ChecksAgainAfterEachChange) {
  ThirdLook pending;
  auto answer = std::async(std::launch::async, [&] { return wait().await_answer(pending); });
  while (pending.looks_ < 2) std::this_thread::yield();
  pending.change();
  ASSERT_EQ(answer.wait_for(seconds(20)), std::future_status::ready);
  EXPECT_EQ(answer.get().status, 200);
}

TEST_F(ConnectionWaitTest, ChecksOnceMoreAtTheTimeout) {
  ThirdLook pending;
  pending.patience_ = Duration::zero();
  EXPECT_EQ(wait().await_answer(pending).status, 408);
  ThirdLook stopped;
  server_stops();
  EXPECT_EQ(wait().await_answer(stopped).status, 408);
}

}  // namespace
}  // namespace wavespeed_mock::transport::connection_wait_test
