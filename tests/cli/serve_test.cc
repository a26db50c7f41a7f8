// The command `serve`, as the built program.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/program_suite.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli::serve_test {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

#ifdef WAVESPEED_MOCK_EVENT_ENGINE
TEST_F(ProgramTest, ServesHttpsAndNamesTheCertificateToTrust) {
  const std::string certificate = in_folder("own.pem");
  Program program({"serve", "--port", "0", "--tls-self-signed", certificate});
  EXPECT_NE(program.out().first_line().find(" listens on https://127.0.0.1:"), std::string::npos);
  EXPECT_TRUE(text_of_file(certificate).starts_with("-----BEGIN CERTIFICATE-----\n"));
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0) << program.err().all();
  EXPECT_NE(program.out().all().find("  curl --cacert " + certificate + " https://127.0.0.1:"),
            std::string::npos);
}
#endif

TEST_F(ProgramTest, ServesUntilASignalStopsIt) {
  for (const int signal : {SIGTERM, SIGINT}) {
    SCOPED_TRACE(signal);
    const std::string port_file = in_folder("port");
    Program program({"serve", "--port=0", "--port-file", port_file});
    const std::string line = program.out().first_line();
    const int port = port_in(line);
    EXPECT_EQ(line, "wavespeed-mock " WAVESPEED_MOCK_VERSION " listens on http://127.0.0.1:" +
                        std::to_string(port) + " (auth open, tier level3, latency brisk)");
    EXPECT_EQ(text_of_file(port_file), std::to_string(port) + "\n");
    EXPECT_EQ(get(port, "/api/v3/predictions/x", "").find("HTTP/1.1 401 "), 0u);

    program.send(signal);
    EXPECT_EQ(program.exit_code(), 0);
    EXPECT_FALSE(fs::exists(port_file));
    EXPECT_TRUE(fs::is_empty(folder_));
  }
}

TEST_F(ProgramTest, PrintsCommandsThatCanBePasted) {
  Program program({"serve", "--port=0", "--tier=gold", "--latency=instant"});
  const std::string line = program.out().first_line();
  EXPECT_NE(line.find("(auth open, tier gold, latency instant)"), std::string::npos) << line;
  const std::string url = "http://127.0.0.1:" + std::to_string(port_in(line));
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  for (const std::string& part :
       {"curl " + url + "/api/v3/wavespeed-ai/flux-dev -H \"Authorization: Bearer my-key\"",
        "{ baseUrl: \"" + url + "\" }"}) {
    EXPECT_NE(program.out().all().find(part), std::string::npos) << part;
  }
}

TEST_F(ProgramTest, FailsWhenAClientBreaksTheContractOfAStrictMock) {
  for (const char* const name : {"report.xml", "report.json", "report.txt"}) {
    const std::string report = in_folder(name);
    Program program({"serve", "--port=0", "--strict", "--client-report", report});
    get(port_in(program.out().first_line()), "/api/v3/models?color=red", "a-key");
    program.send(SIGTERM);
    EXPECT_EQ(program.exit_code(), 1);

    const std::string problem = "query: color is not documented";
    EXPECT_NE(program.out().all().find("1 request was checked against the contract: 1 kind"),
              std::string::npos);
    EXPECT_NE(program.out().all().find(problem), std::string::npos);
    EXPECT_NE(program.err().all().find("breaks the contract: \"" + problem), std::string::npos);
    EXPECT_NE(text_of_file(report).find(problem), std::string::npos) << text_of_file(report);
    EXPECT_EQ(text_of_file(report).find("a-key"), std::string::npos);
  }
  EXPECT_EQ(text_of_file(in_folder("report.xml")).find("<?xml"), 0u);
  EXPECT_EQ(text_of_file(in_folder("report.json")).find("{\"passed\":false"), 0u);
}

TEST_F(ProgramTest, FailsWhenAClientBehavedBadlyAndAReportWasAskedFor) {
  const std::string report = in_folder("report.json");
  const auto exit_code_of = [](const Texts& more) {
    Texts arguments = {"serve", "--port=0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Program program(arguments);
    const int port = port_in(program.out().first_line());
    for (int i = 0; i < 3; ++i) get(port, "/api/v3/nothing", "a-key");
    program.send(SIGTERM);
    return program.exit_code();
  };
  EXPECT_EQ(exit_code_of({}), 0);
  EXPECT_EQ(exit_code_of({"--client-report", report, "--client-rules=polling"}), 0);
  EXPECT_NE(text_of_file(report).find("\"watched\":3"), std::string::npos);
  EXPECT_EQ(exit_code_of({"--client-report", report}), 1);
  EXPECT_NE(text_of_file(report).find("was sent 3 times without a change"), std::string::npos);
}

TEST_F(ProgramTest, EndsWellWhenAStrictMockFoundNothingWrong) {
  Program program({"serve", "--port=0", "--strict"});
  get(port_in(program.out().first_line()), "/api/v3/models", "a-key");
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_NE(program.out().all().find("1 request was checked against the contract: nothing wrong"),
            std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::cli::serve_test
