#include "transport/event/clock_moments.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace wavespeed_mock::transport::clock_moments_test {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;

class ClockMomentsTest : public testing::Test {
 protected:
  ClockMoments::Then note(char name) {
    return [this, name] { called_ += name; };
  }
  // The moments that are due now.
  std::string called() {
    loop_.restart();
    loop_.poll();
    return called_;
  }

  ManualClock clock_;
  boost::asio::io_context loop_;
  std::string called_;
};

TEST_F(ClockMomentsTest, AreReachedInOrderWhenTheClockIsMoved) {
  ClockMoments moments(loop_, clock_);
  const Timestamp now = clock_.now();
  moments.add(now + hours(2), note('b'));
  moments.add(now + hours(3), note('c'));
  moments.add(now + hours(1), note('a'));
  EXPECT_EQ(called(), "");
  clock_.advance(hours(2));
  EXPECT_EQ(called_, "") << "not from the thread that moves the clock";
  EXPECT_EQ(called(), "ab");
  clock_.advance(hours(2));
  EXPECT_EQ(called(), "abc");
}

TEST_F(ClockMomentsTest, CanBeCancelled) {
  ClockMoments moments(loop_, clock_);
  const auto first = moments.add(clock_.now() + hours(1), note('a'));
  moments.add(clock_.now() + hours(1), note('b'));
  moments.cancel(first);
  clock_.advance(hours(1));
  EXPECT_EQ(called(), "b");
}

TEST_F(ClockMomentsTest, AreReachedOnARunningClock) {
  TestClock real(ClockMode::real);
  ClockMoments moments(loop_, real);
  moments.add(real.now() + microseconds(100), note('a'));
  moments.add(real.now() + hours(1), note('b'));
  loop_.run_one_for(std::chrono::seconds(10));
  EXPECT_EQ(called_, "a");
}

TEST_F(ClockMomentsTest, MayAddOthers) {
  ClockMoments moments(loop_, clock_);
  const Timestamp now = clock_.now();
  moments.add(now + hours(1), [&] {
    called_ += 'a';
    moments.add(now + hours(2), note('b'));
  });
  clock_.advance(hours(5));
  EXPECT_EQ(called(), "ab");
}

}  // namespace
}  // namespace wavespeed_mock::transport::clock_moments_test
