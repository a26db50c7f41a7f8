#include "transport/client/name_lookup.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace wavespeed_mock::transport::name_lookup_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

using Addresses = std::vector<std::string>;

TEST(NameLookup, ResolvesLoopbackWithoutALookup) {
  for (const char* name : {"localhost", "LocalHost", "a.localhost"}) {
    EXPECT_EQ(system_lookup(name), (Addresses{"127.0.0.1", "::1"})) << name;
  }
}

// The system reads these forms as addresses, so the check of addresses must see them too.
TEST(NameLookup, ReadsUnusualFormsOfAddresses) {
  EXPECT_EQ(system_lookup("2130706433"), Addresses{"127.0.0.1"});
  EXPECT_EQ(system_lookup("10.1"), Addresses{"10.0.0.1"});
}

TEST(NameLookup, LooksUpNamesOnly) {
  int asked = 0;
  const NameLookup look_up = [&](const std::string& host) {
    ++asked;
    return Addresses{host + "!"};
  };
  EXPECT_EQ(look_up_within(look_up, "10.0.0.1", hours(1), {}), Addresses{"10.0.0.1"});
  EXPECT_EQ(look_up_within(look_up, "::1", hours(1), {}), Addresses{"::1"});
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(look_up_within(look_up, "a.test", hours(1), {}), Addresses{"a.test!"});
  EXPECT_EQ(asked, 1);
}

// A lookup that runs until the test releases it.
class SlowLookup {
 public:
  NameLookup function() const {
    return [go = go_.get_future().share()](const std::string&) {
      go.wait();
      return Addresses{};
    };
  }
  void let_go() { go_.set_value(); }

 private:
  mutable std::promise<void> go_;
};

TEST(NameLookup, TimesOut) {
  SlowLookup slow;
  EXPECT_EQ(look_up_within(slow.function(), "a.test", milliseconds(1), {}), std::nullopt);
  slow.let_go();
}

TEST(NameLookup, CanBeCancelled) {
  SlowLookup slow;
  std::stop_source stop;
  const std::jthread stopper([&stop] { stop.request_stop(); });
  EXPECT_EQ(look_up_within(slow.function(), "a.test", hours(1), stop.get_token()), std::nullopt);
  slow.let_go();
}

}  // namespace
}  // namespace wavespeed_mock::transport::name_lookup_test
