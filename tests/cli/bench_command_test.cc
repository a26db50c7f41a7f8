// Runs `wavespeed-mock bench` as its users do.
#include "cli/bench_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/command_help.h"
#include "support/contract_watch.h"
#include "support/loopback_server.h"
#include "support/program.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"

namespace wavespeed_mock::cli::bench_command_test {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Texts = std::vector<std::string>;

constexpr const char* kKey = "very-secret-key";

struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

Ended run(Texts arguments) {
  arguments.insert(arguments.begin(), "bench");
  Program program(std::move(arguments), {std::string("WAVESPEED_API_KEY=") + kKey});
  Ended ended{.code = program.exit_code()};
  ended.out = program.out().all();
  ended.err = program.err().all();
  EXPECT_EQ((ended.out + ended.err).find(kKey), std::string::npos);
  return ended;
}

Options quick_mock() {
  Options options;
  options.tier = "unlimited";
  options.latency = Latency::instant();
  return options;
}

TEST(BenchCommand, LoadsAMockAndReports) {
  const WatchedServer mock(quick_mock());
  const TempFolder folder;
  const Ended ended =
      run({"--target", mock.base_url(), "--scenario=lifecycle", "--requests=20", "--connections=5",
           "--poll-interval=1ms", "--json", folder.file("r.json").string(), "--html",
           folder.file("r.html").string()});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  EXPECT_THAT(ended.out,
              AllOf(StartsWith("lifecycle on " + mock.base_url() + ": 5 connections on "),
                    HasSubstr("\noperations     20 in "), HasSubstr("\nerrors         0\n"),
                    HasSubstr("\n  fetch output ")));
  const std::string text = text_of_file(folder.file("r.json"));
  EXPECT_EQ(text.find(kKey), std::string::npos);
  const json report = json::parse(text);
  EXPECT_EQ(report["operations"], 20);
  EXPECT_EQ(report["clean"], true);
  EXPECT_EQ(report["phases"]["fetch"]["count"], 20);
  EXPECT_THAT(text_of_file(folder.file("r.html")), HasSubstr("<svg"));
}

TEST(BenchCommand, EndsWith1OnStatusesUnlessTheyAreAllowed) {
  Options options = quick_mock();
  options.tier = "level1";
  const WatchedServer mock(options);
  const Texts arguments = {"--target", mock.base_url(), "--scenario=submit", "--requests=200",
                           "--quiet"};
  const Ended limited = run(arguments);
  EXPECT_EQ(limited.code, 1);
  EXPECT_THAT(limited.out, AllOf(HasSubstr(", 429 x "), HasSubstr("(Too Many Requests)"),
                                 HasSubstr("note: 429 is a limit of the key's tier")));
  Texts allowing = arguments;
  allowing.emplace_back("--allow-status=429");
  EXPECT_EQ(run(allowing).code, 0);
}

TEST(BenchCommand, EndsWith1OnErrors) {
  std::atomic<int> requests = 0;
  const LoopbackServer odd([&](const httplib::Request&, httplib::Response& response) {
    // The trial before the load succeeds; later answers are not JSON.
    response.set_content(++requests <= 2 ? R"({"data": {"id": "t1", "status": "created"}})" : "?",
                         "application/json");
  });
  const Ended ended = run({"--target", odd.url(), "--scenario=sync", "--requests=4", "--quiet"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("\nerrors         4: task failed x 4\n"));
}

TEST(BenchCommand, EndsWith2WhenItCannotStart) {
  const WatchedServer mock;
  for (const auto& [arguments, error] : std::initializer_list<std::pair<Texts, const char*>>{
           {{}, "option --target: is missing"},
           {{"--target", "https://127.0.0.1"}, "https is not supported"},
           {{"--target", mock.base_url(), "--model", "no/such"}, " was answered 404: "},
           {{"--target", mock.base_url(), "--json", "/dev/null/report"}, "cannot be written"}}) {
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_THAT(ended.err, AllOf(StartsWith("wavespeed-mock: "), HasSubstr(error)));
  }
}

TEST(BenchCommand, LoadsOtherMachinesOnlyWithPermission) {
  // 192.0.2.0/24 is reserved for documentation, so no server has this address.
  const Ended ended = run({"--target", "http://192.0.2.1", "--scenario=submit", "--rate=5"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(
      ended.err,
      AllOf(HasSubstr("http://192.0.2.1 is on another machine, where a load may cost money"),
            HasSubstr("submissions of wavespeed-ai/flux-dev, submit on http://192.0.2.1"),
            HasSubstr("open loop at 5.0/s, for 10s"), HasSubstr("give --yes")));
}

TEST(BenchCommand, EndsEarlyOnASignal) {
  std::atomic<bool> loaded = false;
  const LoopbackServer server([&](const httplib::Request& request, httplib::Response& response) {
    loaded = loaded || request.get_header_value("User-Agent") == "wavespeed-mock-bench";
    response.set_content(R"({"data": {"id": "t1", "status": "created"}})", "application/json");
  });
  Program program(
      {"bench", "--target", server.url(), "--duration=1h", "--warmup=0", "--connections=1"});
  while (!loaded) std::this_thread::yield();
  program.send(SIGINT);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_THAT(program.out().all(), AllOf(HasSubstr("for 1h\n"), HasSubstr("\nnote: cut short; ")));
}

TEST(BenchCommand, PrintsItsHelp) {
  const Ended ended = run({"--help"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.out, command_help(bench_command()));
}

}  // namespace
}  // namespace wavespeed_mock::cli::bench_command_test
