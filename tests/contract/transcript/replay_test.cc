#include "contract/transcript/replay.h"

#include <gtest/gtest.h>

#include <chrono>

#include "support/transcripts.h"

namespace wavespeed_mock::transcript_replay_test {
namespace {

Replay replay_of(std::vector<RecordedExchange> exchanges) {
  return Replay({.header = {}, .exchanges = std::move(exchanges)});
}

Request get(std::string target, std::string key = "k") {
  return {.method = "GET",
          .target = std::move(target),
          .headers = {{"Authorization", "Bearer " + key}},
          .body = {}};
}

std::string body(Replay& replay, const Request& request) {
  const auto answer = replay.answer(request, "http://me:1");
  return answer ? answer->body : answer.error().message;
}

TEST(Replay, ReturnsResponsesInOrderThenRepeatsTheLast) {
  Replay replay = [] {
    return replay_of(
        {json_exchange("GET", "/poll", "", "1"), json_exchange("GET", "/other", "", "\"o\""),
         json_exchange("GET", "/poll", "", "2"), json_exchange("GET", "/poll", "", "3")});
  }();
  EXPECT_EQ(body(replay, get("/poll")), "1");
  EXPECT_EQ(body(replay, get("/poll")), "2");
  EXPECT_EQ(body(replay, get("/other")), "\"o\"");
  EXPECT_EQ(body(replay, get("/poll")), "3");
  EXPECT_EQ(body(replay, get("/poll")), "3");
}

TEST(Replay, StartsFromTheBeginningForEachKey) {
  Replay replay =
      replay_of({json_exchange("GET", "/poll", "", "1"), json_exchange("GET", "/poll", "", "2")});
  EXPECT_EQ(body(replay, get("/poll", "a")), "1");
  EXPECT_EQ(body(replay, get("/poll", "a")), "2");
  EXPECT_EQ(body(replay, get("/poll", "b")), "1");
}

TEST(Replay, UsesTheClientsAddressInTheResponse) {
  auto exchange = json_exchange("GET", "/a", "", R"({"url":"{{base_url}}/x","key":"{{key-1}}"})");
  exchange.response.headers.add("Location", "{{base_url}}/y");
  Replay replay = replay_of({exchange});
  const auto answer = replay.answer(get("/a"), "http://me:1");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, R"({"url":"http://me:1/x","key":"{{key-1}}"})");
  EXPECT_EQ(answer->headers.get("Location"), "http://me:1/y");
}

TEST(Replay, ReturnsStatusHeadersAndTime) {
  auto exchange = json_exchange("GET", "/a", "", "{}", 429);
  exchange.response.headers.add("Retry-After", "7");
  exchange.took = std::chrono::milliseconds(30);
  Replay replay = replay_of({exchange});
  const auto answer = replay.answer(get("/a"), "");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 429);
  EXPECT_EQ(answer->headers.get("Retry-After"), "7");
  EXPECT_EQ(answer->delivery.delay, std::chrono::milliseconds(30));
}

TEST(Replay, LeavesOutTheFieldsOfTheMockThatWasRecorded) {
  auto exchange = json_exchange("GET", "/a", "", "{}");
  for (const char* const name : {"X-Mock-Request", "x-mock-fault", "X-MOCK-Reason"}) {
    exchange.response.headers.add(name, "old");
  }
  exchange.response.headers.add("X-Mocked", "kept");
  Replay replay = replay_of({exchange});
  const auto answer = replay.answer(get("/a"), "");
  ASSERT_TRUE(answer);
  for (const Header& field : answer->headers) EXPECT_NE(field.value, "old") << field.name;
  EXPECT_EQ(answer->headers.get("X-Mocked"), "kept");
}

TEST(Replay, ReportsAMissingBody) {
  auto exchange = json_exchange("GET", "/a.png", "", "");
  exchange.response_cut = CutBody{.size = 5'000'000};
  Replay replay = replay_of({exchange});
  const auto answer = replay.answer(get("/a.png"), "");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "");
  EXPECT_EQ(answer->headers.get("X-Mock-Reason"),
            "the recorded body of 5000000 bytes is not in the transcript");
}

// Comparing each with each would take minutes.
TEST(Replay, TakesManyRequests) {
  std::vector<RecordedExchange> exchanges;
  for (int i = 0; i < 30'000; ++i) {
    const std::string number = std::to_string(i);
    exchanges.push_back(json_exchange("GET", "/tasks/" + number, "", number));
  }
  Replay replay = replay_of(std::move(exchanges));
  EXPECT_EQ(body(replay, get("/tasks/29999")), "29999");
  EXPECT_NE(body(replay, get("/tasks")).find("the transcript has no GET /tasks"),
            std::string::npos);
}

TEST(Replay, SuggestsOneOfTheFirstThousandRequests) {
  for (const int before : {999, 1'000}) {
    std::vector<RecordedExchange> exchanges = {json_exchange("GET", "/zebra", "", "1")};
    for (int i = 0; i < before; ++i) {
      exchanges.push_back(json_exchange("GET", "/a/" + std::to_string(i), "", "1"));
    }
    Replay replay = replay_of(std::move(exchanges));
    EXPECT_EQ(body(replay, get("/zebras")).find("nearest recorded request is GET /zebra") !=
                  std::string::npos,
              before < 1'000)
        << body(replay, get("/zebras"));
  }
}

TEST(Replay, SuggestsTheNearestRequest) {
  Replay replay = replay_of({json_exchange("POST", "/api/v3/acme/model", R"({"n":2})", "{}"),
                             json_exchange("GET", "/api/v3/balance", "", "{}")});
  Request posted = get("/api/v3/acme/model");
  posted.method = "POST";
  posted.body = R"({"n":3})";
  const auto same_path = replay.answer(posted, "");
  ASSERT_FALSE(same_path);
  EXPECT_EQ(same_path.error().http, 404);
  EXPECT_EQ(
      same_path.error().message,
      "the transcript has no such POST /api/v3/acme/model; the nearest recorded request is POST "
      "/api/v3/acme/model, but body: n is 2 in the recording, not 3");
  EXPECT_EQ(replay.answer(get("/api/v3/balanse"), "").error().reason,
            "the nearest recorded request is GET /api/v3/balance");
  EXPECT_EQ(replay.answer(get("/x"), "").error().reason, "no recorded request is like it");
}

}  // namespace
}  // namespace wavespeed_mock::transcript_replay_test
