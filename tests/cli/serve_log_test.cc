// The log of the command `serve`, as the built program.
#include <gtest/gtest.h>
#include <signal.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "cli/program_suite.h"

namespace wavespeed_mock::cli::serve_log_test {
namespace {

TEST_F(ProgramTest, LogsWhatTheLevelIncludesAndNeverTheKey) {
  struct Case {
    std::string level;
    bool start_and_stop;
    bool exchanges;
  };
  for (const Case& c : {Case{"off", false, false}, Case{"warn", false, false},
                        Case{"info", true, false}, Case{"debug", true, true}}) {
    SCOPED_TRACE(c.level);
    Program program({"serve", "--port=0"}, {"WAVESPEED_MOCK_LOG_LEVEL=" + c.level});
    const int port = port_in(program.out().first_line());
    const std::string answer = get(port, "/api/v3/predictions/x?y=1", "very-secret-key");
    ASSERT_GE(answer.size(), 12u);
    program.send(SIGTERM);
    EXPECT_EQ(program.exit_code(), 0);

    const std::string& log = program.err().all();
    const std::size_t body = answer.size() - (answer.find("\r\n\r\n") + 4);
    const std::string exchange = "debug GET \"/api/v3/predictions/x?y=1\" " + answer.substr(9, 3) +
                                 ' ' + std::to_string(body) + " bytes " +
                                 header_of(answer, "X-Mock-Request") + '\n';
    EXPECT_EQ(log.find("info listens on ") != std::string::npos, c.start_and_stop) << log;
    EXPECT_EQ(log.find("info stopped") != std::string::npos, c.start_and_stop) << log;
    EXPECT_EQ(log.find(exchange) != std::string::npos, c.exchanges) << log;
    EXPECT_EQ(log.find("secret"), std::string::npos) << log;
    EXPECT_EQ(log.empty(), !c.start_and_stop) << log;
  }
}

TEST_F(ProgramTest, SaysOnlyOnceOnATerminalWhereItListens) {
  Program program({"serve", "--port=0"}, {}, Streams::terminal);
  port_in(program.out().first_line());
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  const std::string& text = program.out().all();
  EXPECT_EQ(text.find("listens on"), text.rfind("listens on")) << text;
  EXPECT_NE(text.find("info stopped"), std::string::npos) << text;
}

TEST_F(ProgramTest, LogsOneJsonObjectOnEachLine) {
  Program program({"serve", "--port=0", "--strict", "--log-format=json", "--log-level=debug"});
  const int port = port_in(program.out().first_line());
  const std::string answer =
      get(port, "/api/v3/models?api_key=my-hush-parameter&q=%22%0a", "very-hush-key");
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 1);

  std::istringstream lines(program.err().all());
  std::map<std::string, nlohmann::json> by_message;
  for (std::string line; std::getline(lines, line);) {
    const auto entry = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(entry.is_object()) << line;
    EXPECT_TRUE(entry["time"].is_string()) << line;
    by_message[entry["message"]] = entry;
  }
  EXPECT_EQ(by_message.at("stopped")["level"], "info");
  const auto& exchange = by_message.at("exchange");
  const std::string id = header_of(answer, "X-Mock-Request");
  EXPECT_EQ(exchange["level"], "debug");
  EXPECT_EQ(exchange["request_id"], id);
  EXPECT_EQ(exchange["account"], id.substr(0, 8));
  EXPECT_EQ(exchange["method"], "GET");
  EXPECT_EQ(std::to_string(exchange["status"].get<int>()), answer.substr(9, 3));
  EXPECT_EQ(exchange["delay_ms"], 0);
  EXPECT_EQ(by_message.at("breaks the contract")["level"], "warning");
  EXPECT_EQ(by_message.at("breaks the contract")["request_id"], id);
  EXPECT_EQ(program.err().all().find("hush"), std::string::npos) << program.err().all();
}

TEST_F(ProgramTest, AnswersAndEndsWhileItsLogIsNotRead) {
  Program program({"serve", "--port=0", "--strict", "--log-level=debug"});
  const int port = port_in(program.out().first_line());
  // Two lines of more than 1,000 bytes each, into a pipe of 64 KiB.
  constexpr int kRequests = 60;
  const std::string target = "/api/v3/models?" + std::string(2'000, 'q') + "=1";
  for (int i = 0; i < kRequests; ++i) {
    const std::string answer = get(port, target, "my-key");
    ASSERT_EQ(answer.substr(0, answer.find("\r")), "HTTP/1.1 200 OK") << i;
  }
  program.send(SIGTERM);
  program.out().all();  // it has ended, or closed its stdout, though its stderr was not read
  EXPECT_EQ(program.exit_code(), 1);
  const std::string& log = program.err().all();
  EXPECT_NE(log.find("breaks the contract"), std::string::npos);
  EXPECT_EQ(log.find("stopped"), std::string::npos) << "the log took all lines";
}

}  // namespace
}  // namespace wavespeed_mock::cli::serve_log_test
