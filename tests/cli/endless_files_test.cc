// Every file that a command reads has a limit, so that one without an end is an error.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/program.h"

namespace wavespeed_mock::cli::endless_files_test {
namespace {

TEST(EndlessFiles, AreAnErrorOfEveryCommand) {
  const std::string upstream = "--upstream=https://127.0.0.1:1";
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"serve", "--config", "/dev/zero"},
           {"serve", "--port=0", "--fixtures", "/dev/zero"},
           {"serve", "--port=0", "--models", "/dev/zero"},
           {"serve", "--port=0", "--scenarios", "/dev/zero"},
           {"serve", "--port=0", "--scenario", "/dev/zero"},
           {"serve", "--port=0", "--replay", "/dev/zero"},
           {"serve", "--port=0", "--tls-cert", "/dev/zero", "--tls-key", "/dev/zero"},
           {"record", upstream, "--out=/none/out", "--port=0", "--ca-file", "/dev/zero"},
           {"contract", "--cases", "/dev/zero"},
           {"contract", "--transcript", "/dev/zero"},
           {"models", "check", "/dev/zero"},
           {"contract", "--target=https://127.0.0.1:1", "--api-key=k", "--ca-file", "/dev/zero"},
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
           {"bench", "--target=http://127.0.0.1:1", "--inputs", "@/dev/zero"},
#endif
       }) {
    SCOPED_TRACE(testing::PrintToString(arguments));
    Program program(arguments);
    EXPECT_EQ(program.exit_code(), 2);
    EXPECT_EQ(program.out().all(), "");
    const std::string& line = program.err().all();
    EXPECT_NE(line.find("/dev/zero"), std::string::npos) << line;
    EXPECT_NE(line.find(": it has more than 67108864 bytes\n"), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::endless_files_test
