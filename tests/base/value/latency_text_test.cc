#include "base/value/latency_text.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "base/value/distribution.h"
#include "support/domain_error.h"

namespace wavespeed_mock::latency_text_test {
namespace {

using namespace std::chrono_literals;

TEST(LatencyText, SaysTheSameAsTheTypedValue) {
  struct Case {
    std::string text;
    Latency latency;
  };
  for (const Case& c : {
           Case{"realistic", Latency::realistic()},
           Case{"brisk", Latency::brisk()},
           Case{"instant", Latency::instant()},
           Case{"fixed:200ms", Latency::fixed(200ms)},
           Case{"uniform:1s,3s", Latency::uniform(1s, 3s)},
           Case{"normal:2s,500ms", Latency::normal(2s, 500ms)},
           Case{"lognormal:2s,0.5", Latency::lognormal(2s, 0.5)},
           Case{"percentiles:p50=1s,p99=10s", Latency::percentiles({{50, 1s}, {99, 10s}})},
       }) {
    EXPECT_EQ(Latency::parse(c.text), c.latency) << c.text;
    EXPECT_EQ(to_text(c.latency), c.text);
    EXPECT_TRUE(is_valid(c.latency)) << c.text;
  }
  EXPECT_EQ(Latency(), Latency::brisk());
  EXPECT_EQ(Latency::parse("fixed:0"), Latency::instant());
}

TEST(LatencyText, SaysWhatWouldBeRight) {
  for (const std::string text : {"", "Brisk", "off", "quick", "fixed:1", "fixed:-1s", "200ms",
                                 "uniform:3s,1s", "lognormal:2s,-1"}) {
    EXPECT_EQ(error_of([&] { static_cast<void>(Latency::parse(text)); }),
              "a latency must be \"realistic\", \"brisk\", \"instant\", \"fixed:200ms\", "
              "\"uniform:1s,3s\", \"normal:2s,500ms\", \"lognormal:2s,0.5\" or "
              "\"percentiles:p50=1s,p99=10s\", not \"" +
                  text + "\"" + distribution_hint(text));
  }
}

}  // namespace
}  // namespace wavespeed_mock::latency_text_test
