#include "cli/server_log.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>

namespace wavespeed_mock::cli::server_log_test {
namespace {

using testing::HasSubstr;
using testing::Not;

const Request kRequest{.method = "POST",
                       .target = "/api/v3/a/b?token=hush-token",
                       .headers = {{"Authorization", "Bearer hush-key"}},
                       .body = "hush body"};

Response answer(const std::string& faults) {
  Response response{.status = 429, .headers = {{"X-Mock-Request", "0123abcd-7"}}, .body = "{}"};
  response.delivery.delay = std::chrono::microseconds(1'500);
  if (faults.empty()) return response;
  response.headers.add("X-Mock-Fault", faults);
  response.headers.add("X-Mock-Fault-Type", "rate_limited, delay");
  return response;
}

std::string logged(const std::string& level, LogFormat format, const Response& response) {
  testing::internal::CaptureStderr();
  ServerLog log(level, format);
  log.exchange(kRequest, response);
  return testing::internal::GetCapturedStderr();
}

TEST(ServerLog, TellsOfFaultsAtInfo) {
  const std::string line = logged("info", LogFormat::text, answer("busy, slow"));
  EXPECT_THAT(line, HasSubstr(" info fault \"busy, slow\" (rate_limited, delay) -> 429 2 bytes "
                              "POST \"/api/v3/a/b"));
  EXPECT_THAT(line, testing::EndsWith(" 0123abcd-7\n"));
  EXPECT_THAT(line, Not(HasSubstr("hush")));
  EXPECT_EQ(logged("info", LogFormat::text, answer("")), "");
  EXPECT_EQ(logged("warn", LogFormat::text, answer("busy")), "");
}

TEST(ServerLog, TellsOfEachExchangeAtDebug) {
  const std::string line = logged("debug", LogFormat::text, answer(""));
  EXPECT_THAT(line, HasSubstr(R"( debug POST "/api/v3/a/b)"));
  EXPECT_THAT(line, testing::EndsWith("\" 429 2 bytes 0123abcd-7\n"));
  EXPECT_THAT(line, Not(HasSubstr("hush")));
}

TEST(ServerLog, TellsOfAnExchangeWithAFaultOnce) {
  const std::string line = logged("debug", LogFormat::text, answer("busy"));
  EXPECT_THAT(line, HasSubstr(" info fault \"busy\""));
  EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
}

TEST(ServerLog, TellsWhatTheClientGetsOfAnAnswer) {
  struct Case {
    Ending ending;
    std::optional<std::uint64_t> body_bytes;
    std::string text;
    std::string json;  // beginning with the field before it
  };
  for (const Case& c :
       {Case{Ending::close,
             {},
             "no answer, connection closed",
             R"(/a/b","bytes":0,"ending":"connection closed","delay_ms":2)"},
        Case{Ending::reset,
             {},
             "no answer, connection reset",
             R"(/a/b","bytes":0,"ending":"connection reset","delay_ms":2)"},
        Case{Ending::hang,
             {},
             "no answer, connection left open",
             R"(/a/b","bytes":0,"ending":"connection left open","delay_ms":2)"},
        Case{Ending::close, 1, "429 1 of 2 bytes, connection closed",
             R"(/a/b","status":429,"bytes":1,"ending":"connection closed","delay_ms":2)"},
        Case{Ending::reset, 7, "429 2 of 2 bytes, connection reset",
             R"(/a/b","status":429,"bytes":2,"ending":"connection reset","delay_ms":2)"}}) {
    Response response = answer("marker 1");
    response.delivery.ending = c.ending;
    response.delivery.body_bytes = c.body_bytes;
    EXPECT_THAT(logged("info", LogFormat::text, response),
                HasSubstr("fault \"marker 1\" (rate_limited, delay) -> " + c.text + " POST "));
    testing::internal::CaptureStderr();
    ServerLog(std::string("info"), LogFormat::json)
        .exchange({.method = "POST", .target = "/a/b"}, response);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr(c.json));
  }
}

TEST(ServerLog, WritesTheSameAsJson) {
  const auto line =
      nlohmann::json::parse(logged("info", LogFormat::json, answer("busy")), nullptr, false);
  ASSERT_TRUE(line.is_object());
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["message"], "fault");
  EXPECT_EQ(line["request_id"], "0123abcd-7");
  EXPECT_EQ(line["account"], "0123abcd");
  EXPECT_EQ(line["status"], 429);
  EXPECT_EQ(line["bytes"], 2);
  EXPECT_EQ(line["delay_ms"], 2);
  EXPECT_EQ(line["faults"], "busy");
  EXPECT_EQ(line["fault_types"], "rate_limited, delay");
  EXPECT_THAT(line.dump(), Not(HasSubstr("hush")));
}

TEST(ServerLog, KeepsLinesShort) {
  const std::string quotes(8'000, '"');
  Request request = {.method = std::string(500, 'M'), .target = '/' + quotes};
  Response response = answer(std::string(8'000, 'f'));
  response.headers.add("X-Mock-Violation", quotes);
  for (const LogFormat format : {LogFormat::text, LogFormat::json}) {
    testing::internal::CaptureStderr();
    ServerLog log("debug", format);
    log.exchange(request, response);
    log.error(quotes);
    const std::string text = testing::internal::GetCapturedStderr();
    std::istringstream lines(text);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      EXPECT_LT(line.size(), 4'096U) << line;
      EXPECT_THAT(line, HasSubstr("…"));
      EXPECT_TRUE(format == LogFormat::text || nlohmann::json::accept(line)) << line;
    }
    EXPECT_EQ(count, 3) << text;
  }
}

// stderr as a pipe that has space for two lines of 4,096 bytes, or for any that are as long
// together; for the lifetime of this object.
class PipedStderr {
 public:
  PipedStderr() : stderr_(::dup(STDERR_FILENO)) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    EXPECT_EQ(::fcntl(ends[1], F_SETPIPE_SZ, kSize), kSize);
    reading_ = ends[0];
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[1]);
  }
  ~PipedStderr() {
    ::dup2(stderr_, STDERR_FILENO);
    ::close(stderr_);
    ::close(reading_);
  }
  PipedStderr(const PipedStderr&) = delete;
  PipedStderr& operator=(const PipedStderr&) = delete;

  // What it has, which must not be empty.
  std::string read() const {
    std::string text(kSize, '\0');
    text.resize(
        static_cast<std::size_t>(std::max<ssize_t>(::read(reading_, text.data(), text.size()), 0)));
    return text;
  }

 private:
  static constexpr int kSize = 2 * 4'096;
  const int stderr_;
  int reading_ = -1;
};

TEST(ServerLog, SaysHowManyLinesAFullPipeLost) {
  for (const LogFormat format : {LogFormat::text, LogFormat::json}) {
    const PipedStderr piped;
    ServerLog log("info", format);
    constexpr int kLines = 8;
    for (int i = 0; i < kLines; ++i) log.info(std::string(2'500, 'x'));
    const std::string before = piped.read();
    const auto written = std::count(before.begin(), before.end(), '\n');
    log.info("once more");
    std::istringstream lines(piped.read());
    std::string lost;
    std::string next;
    std::getline(lines, lost);
    std::getline(lines, next);
    EXPECT_THAT(lost, HasSubstr(std::to_string(kLines - written) +
                                " lines of the log were lost: stderr took no more"));
    EXPECT_THAT(next, HasSubstr("once more"));
    EXPECT_THAT(lost, HasSubstr(format == LogFormat::text ? " warning " : R"("level":"warning")"));
    EXPECT_TRUE(format == LogFormat::text || nlohmann::json::accept(lost)) << lost;
  }
}

TEST(ServerLog, QuotesWhatBreaksALine) {
  testing::internal::CaptureStderr();
  ServerLog(std::string("info"), LogFormat::json).info("a \"b\"\n{}");
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(nlohmann::json::parse(text)["message"], "a \"b\"\n{}");
}

}  // namespace
}  // namespace wavespeed_mock::cli::server_log_test
