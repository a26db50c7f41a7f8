// The command `record`, as the built program.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <string>

#include "cli/program_suite.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli::record_test {
namespace {

namespace fs = std::filesystem;

TEST_F(ProgramTest, RecordsUntilASignalStopsIt) {
  Program live({"serve", "--port=0", "--latency=instant"});
  const std::string upstream =
      "http://127.0.0.1:" + std::to_string(port_in(live.out().first_line()));
  const std::string file = in_folder("t.jsonl");
  Program program({"record", "--upstream", upstream, "--out", file, "--port=0", "--port-file",
                   in_folder("port")});
  const std::string line = program.out().first_line();
  const int port = port_in(line);
  EXPECT_EQ(line, "wavespeed-mock " WAVESPEED_MOCK_VERSION " listens on http://127.0.0.1:" +
                      std::to_string(port) + " and records what " + upstream +
                      " answers (paid requests are refused)");
  EXPECT_EQ(text_of_file(in_folder("port")), std::to_string(port) + "\n");
  EXPECT_EQ(get(port, "/api/v3/balance", "very-secret-key").find("HTTP/1.1 200 "), 0u);

  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_FALSE(fs::exists(in_folder("port")));
  const std::string& said = program.out().all();
  EXPECT_NE(said.find("\nrecorded 1 exchange in " + file + "\n"), std::string::npos) << said;
  EXPECT_NE(text_of_file(file).find("\"operation\":\"getBalance\""), std::string::npos);
  EXPECT_EQ(text_of_file(file).find("very-secret-key"), std::string::npos);

  Program replay({"serve", "--port=0", "--replay", file});
  const std::string answer =
      get(port_in(replay.out().first_line()), "/api/v3/balance", "another-key");
  EXPECT_EQ(answer.find("HTTP/1.1 200 "), 0u) << answer;
}

}  // namespace
}  // namespace wavespeed_mock::cli::record_test
