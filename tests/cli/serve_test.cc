// Runs the built program as its users do: arguments and environment in; exit code, stdout, stderr
// and sockets out.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/program.h"
#include "support/raw_client.h"
#include "support/temp_folder.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli::serve_test {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

// The port in the program's first line.
int port_in(const std::string& line) {
  const std::size_t host = line.find("http://127.0.0.1:");
  if (host == std::string::npos) throw std::runtime_error("no URL in: " + line);
  return std::stoi(line.substr(host + std::string_view("http://127.0.0.1:").size()));
}

// The whole answer to a GET, headers included.
std::string get(int port, const std::string& target, const std::string& key) {
  RawClient client(port);
  client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key +
              "\r\n\r\n");
  return client.read_answer();
}

std::string header_of(const std::string& answer, const std::string& name) {
  const std::size_t begin = answer.find("\r\n" + name + ": ") + name.size() + 4;
  return answer.substr(begin, answer.find("\r\n", begin) - begin);
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class ProgramTest : public testing::Test {
 protected:
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

#ifdef WAVESPEED_MOCK_EVENT_ENGINE
TEST_F(ProgramTest, ServesHttpsAndNamesTheCertificateToTrust) {
  const std::string certificate = in_folder("own.pem");
  Program program({"serve", "--port", "0", "--tls-self-signed", certificate});
  EXPECT_NE(program.out().first_line().find(" listens on https://127.0.0.1:"), std::string::npos);
  EXPECT_TRUE(content_of(certificate).starts_with("-----BEGIN CERTIFICATE-----\n"));
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
    EXPECT_EQ(content_of(port_file), std::to_string(port) + "\n");
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
    EXPECT_NE(content_of(report).find(problem), std::string::npos) << content_of(report);
    EXPECT_EQ(content_of(report).find("a-key"), std::string::npos);
  }
  EXPECT_EQ(content_of(in_folder("report.xml")).find("<?xml"), 0u);
  EXPECT_EQ(content_of(in_folder("report.json")).find("{\"passed\":false"), 0u);
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
  EXPECT_NE(content_of(report).find("\"watched\":3"), std::string::npos);
  EXPECT_EQ(exit_code_of({"--client-report", report}), 1);
  EXPECT_NE(content_of(report).find("was sent 3 times without a change"), std::string::npos);
}

TEST_F(ProgramTest, EndsWellWhenAStrictMockFoundNothingWrong) {
  Program program({"serve", "--port=0", "--strict"});
  get(port_in(program.out().first_line()), "/api/v3/models", "a-key");
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_NE(program.out().all().find("1 request was checked against the contract: nothing wrong"),
            std::string::npos);
}

TEST_F(ProgramTest, EndsWithOneLineWhenTheConfigurationIsWrong) {
  Program other({"serve", "--port=0"});
  const std::string taken = std::to_string(port_in(other.out().first_line()));
  const std::string broken = in_folder("broken.json");
  std::ofstream(broken) << "{\"port\": 0,,}";
  const std::string missing = in_folder("missing.json");
  fs::create_directory(in_folder("folder"));

  struct Case {
    Texts arguments;
    Texts variables;
    std::string part;  // of the error
  };
  const std::vector<Case> cases = {
      {{}, {}, "a command is missing; \"wavespeed-mock --help\" lists them"},
      {{"srve"}, {}, "command \"srve\" is not known; did you mean \"serve\"?"},
      {{"--port=1"}, {}, "command \"--port=1\" is not known; \"wavespeed-mock --help\" lists"},
      {{"two\nlines"}, {}, "command \"two lines\" is not known"},
      {{"serve", "--prot=1"}, {}, "option \"--prot\" is not known; did you mean \"--port\"?"},
      {{"serve", "--port=x"}, {}, "option --port: must be a whole number"},
      {{"serve"}, {"WAVESPEED_MOCK_PORT=x"}, "environment variable WAVESPEED_MOCK_PORT: must be"},
      {{"serve"}, {"WAVESPEED_MOCK_PROT=1"}, "did you mean \"WAVESPEED_MOCK_PORT\"?"},
      {{"serve", "--config", broken}, {}, "config file " + broken + ": is not valid JSON: at line"},
      {{"serve", "--port=0", "--fixtures", missing}, {}, missing},
      {{"serve", "--port=0", "--latency=sluggish"}, {}, "sluggish"},
      {{"serve", "--port=0", "--tier=wooden"}, {}, "wooden"},
      {{"serve", "--port", taken}, {}, taken},
      {{"serve", "--port", taken}, {}, "or use --port 0 for any free port"},
      {{"serve", "--port=0", "--tls-key", missing}, {}, "needs --tls-cert, the file of"},
      {{"serve", "--port=0", "--client-rules=none,polling"}, {}, "option --client-rules: must be"},
      {{"serve", "--port=0", "--port-file", in_folder("no/port")},
       {},
       "port file \"" + in_folder("no/port") + "\" cannot be written: No such file or directory"},
      {{"serve", "--port=0", "--port-file", in_folder("folder")},
       {},
       "port file \"" + in_folder("folder") + "\" cannot be written: "},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.arguments) + testing::PrintToString(c.variables));
    Program program(c.arguments, c.variables);
    EXPECT_EQ(program.exit_code(), 2);
    EXPECT_EQ(program.out().all(), "");
    const std::string& line = program.err().all();
    EXPECT_EQ(line.find("wavespeed-mock: "), 0u) << line;
    EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
    EXPECT_NE(line.find(c.part), std::string::npos) << line;
  }
  for (const fs::directory_entry& left : fs::directory_iterator(folder_)) {
    EXPECT_NE(left.path().extension(), ".tmp") << left.path();
  }
}

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
  EXPECT_EQ(content_of(in_folder("port")), std::to_string(port) + "\n");
  EXPECT_EQ(get(port, "/api/v3/balance", "very-secret-key").find("HTTP/1.1 200 "), 0u);

  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_FALSE(fs::exists(in_folder("port")));
  const std::string& said = program.out().all();
  EXPECT_NE(said.find("\nrecorded 1 exchange in " + file + "\n"), std::string::npos) << said;
  EXPECT_NE(content_of(file).find("\"operation\":\"getBalance\""), std::string::npos);
  EXPECT_EQ(content_of(file).find("very-secret-key"), std::string::npos);

  Program replay({"serve", "--port=0", "--replay", file});
  const std::string answer =
      get(port_in(replay.out().first_line()), "/api/v3/balance", "another-key");
  EXPECT_EQ(answer.find("HTTP/1.1 200 "), 0u) << answer;
}

TEST_F(ProgramTest, PrintsHelpAndVersion) {
  struct Case {
    Texts arguments;
    std::string beginning;
  };
  const std::vector<Case> cases = {
      {{"--version"}, "wavespeed-mock " WAVESPEED_MOCK_VERSION "\n"},
      {{"--help"}, "Usage: wavespeed-mock <command> [options]\n"},
      {{"-h"}, "Usage: wavespeed-mock <command> [options]\n"},
      {{"serve", "--help"}, "Usage: wavespeed-mock serve [options]\n"},
      {{"serve", "-h"}, "Usage: wavespeed-mock serve [options]\n"},
      {{"record", "--help"}, "Usage: wavespeed-mock record --upstream URL --out FILE [options]\n"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.arguments));
    Program program(c.arguments);
    EXPECT_EQ(program.exit_code(), 0);
    EXPECT_EQ(program.out().all().find(c.beginning), 0u) << program.out().all();
    EXPECT_EQ(program.err().all(), "");
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::serve_test
