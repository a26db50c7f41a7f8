#include "control/clock.h"

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::control_clock_test {
namespace {

using json = MockClient::json;
using testing::HasSubstr;

class ClockControl : public testing::Test {
 protected:
  json clock() { return client_.data(client_.get("/__mock/clock")); }
  Response move(const json& body) { return client_.post("/__mock/clock", body.dump()); }

  MockClient client_;
};

TEST_F(ClockControl, ShowsModeAndTime) {
  EXPECT_EQ(
      clock(),
      json({{"mode", "manual"}, {"factor", 0.0}, {"time", "2026-01-01T00:00:00.000000000Z"}}));
}

TEST_F(ClockControl, MovesForward) {
  const json moved = client_.data(move({{"advance", "36h"}}));
  EXPECT_EQ(moved["time"], "2026-01-02T12:00:00.000000000Z");
  EXPECT_EQ(clock(), moved);
  EXPECT_EQ(client_.data(move({{"set", "2027-02-03T04:05:06+01:00"}}))["time"],
            "2027-02-03T03:05:06.000000000Z");
}

TEST_F(ClockControl, NeedsNoKey) {
  const Request request{.method = "POST", .target = "/__mock/clock", .body = R"({"advance":"1s"})"};
  EXPECT_EQ(client_.send(request).status, 200);
}

TEST_F(ClockControl, ChangesItsMode) {
  EXPECT_EQ(client_.data(move({{"mode", "scaled:1000"}}))["mode"], "scaled:1000");
  EXPECT_EQ(client_.data(move({{"mode", "scaled"}, {"factor", 5}}))["factor"], 5.0);
  EXPECT_EQ(client_.data(move({{"mode", "real"}}))["factor"], 1.0);
  // The mode is set first, so that the clock shows exactly the requested time.
  EXPECT_EQ(
      client_.data(move({{"mode", "auto"}, {"set", "2040-01-01"}, {"advance", "1m"}}))["time"],
      "2040-01-01T00:01:00.000000000Z");
  EXPECT_EQ(clock()["mode"], "auto");
}

TEST_F(ClockControl, GoesBackOnlyToBeforeTheFirstAccount) {
  EXPECT_EQ(client_.data(move({{"set", "2020-01-01"}}))["time"], "2020-01-01T00:00:00.000000000Z");
  EXPECT_EQ(client_.submit().status, 200);
  const Response refused = move({{"set", "2019-12-31"}, {"mode", "auto"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("has activity up to 2020-01-01T00:00:00.000000000Z"));
  EXPECT_EQ(clock()["mode"], "manual") << "nothing has changed";
  EXPECT_EQ(move({{"set", "2020-01-01"}}).status, 200);
}

TEST_F(ClockControl, ExplainsInvalidRequests) {
  for (const auto& [body, words] : {std::pair{json{{"mode", "fast"}}, "scaled:100"},
                                    {json{{"mode", "real"}, {"factor", 2}}, "factor"},
                                    {json{{"set", "noon"}}, "2026-01-01T00:00:00Z"},
                                    {json{{"advance", "-1s"}}, "must be a duration"},
                                    {json{{"advance", "soon"}}, "must be a duration"},
                                    {json{{"step", "1s"}}, "step"}}) {
    const Response response = move(body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(response.body, HasSubstr(words));
  }
  EXPECT_EQ(move({{"set", "2261-12-31"}, {"advance", "365d"}}).status, 409);
  EXPECT_EQ(move({{"set", "2261-12-31"}, {"advance", "1d"}}).status, 409);
}

TEST_F(ClockControl, ChangesNothingWhenItRefuses) {
  const json before = clock();
  EXPECT_EQ(move({{"mode", "auto"}, {"set", "2261-12-31"}, {"advance", "365d"}}).status, 409);
  EXPECT_EQ(clock(), before);
  EXPECT_EQ(move({{"set", "2261-12-31"}}).status, 200);
  const json late = clock();
  EXPECT_EQ(move({{"mode", "real"}, {"advance", "365d"}}).status, 409);
  EXPECT_EQ(clock(), late);
}

// Always shows 5 seconds after the epoch, and cannot be moved.
class OwnClock final : public Clock {
 public:
  Timestamp now() const override { return Timestamp(std::chrono::seconds(5)); }
};

TEST(ClockControlOfAnOwnClock, CannotMoveTheClock) {
  Mock mock({.clock = std::make_shared<OwnClock>()});
  const Response told = watched_answer(mock, {.method = "GET", .target = "/__mock/clock"});
  EXPECT_THAT(told.body, HasSubstr(R"("mode":"own","time":"1970-01-01T00:00:05)"));
  const Response refused = watched_answer(
      mock, {.method = "POST", .target = "/__mock/clock", .body = R"({"advance":"1s"})"});
  EXPECT_EQ(refused.status, 409);
}

}  // namespace
}  // namespace wavespeed_mock::control_clock_test
