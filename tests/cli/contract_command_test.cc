// Runs `wavespeed-mock contract` as its users do.
#include "cli/contract_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "support/contract_watch.h"
#include "support/drifted_server.h"
#include "support/loopback_server.h"
#include "support/program.h"
#include "support/scripted_target.h"
#include "support/temp_folder.h"
#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock::cli::contract_command_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using Texts = std::vector<std::string>;

constexpr const char* kKey = "very-secret-key";

struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

Ended run(Texts arguments, Texts variables = {}) {
  arguments.insert(arguments.begin(), "contract");
  Program program(std::move(arguments), std::move(variables));
  Ended ended{.code = program.exit_code()};
  ended.out = program.out().all();
  ended.err = program.err().all();
  EXPECT_EQ((ended.out + ended.err).find(kKey), std::string::npos);
  return ended;
}

class ContractCommand : public ::testing::Test {
 protected:
  ContractCommand() {
    cases_ = write("cases.json", cases_of({balance_case("reads"),
                                           balance_case("pays", R"({"status": 200})",
                                                        R"("cost": "paid", "max_usd": 0.5,)")}));
  }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
  std::string cases_;
};

TEST_F(ContractCommand, FindsNoProblemInOurOwnTargets) {
  for (const Texts& arguments : {Texts{}, Texts{"--target=loopback"}}) {
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("the contract is kept\n"));
    EXPECT_THAT(ended.out, HasSubstr(" 0 failed, "));
    EXPECT_EQ(ended.err, "");
  }
}

TEST_F(ContractCommand, RunsFreeCasesOnAUrlAndReadsTheBalance) {
  const WatchedServer mock;
  const Texts arguments = {"--target", mock.base_url(), "--cases", cases_};
  for (const Ended& ended :
       {run({"--target", mock.base_url(), "--cases", cases_, "--api-key", kKey}),
        run(arguments, {std::string("WAVESPEED_API_KEY=") + kKey})}) {
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.out,
              "ok       reads (1 step, 2 checks)\n"
              "skipped  pays: may cost 0.5 USD, and --max-usd allows nothing\n"
              "2 cases against " +
                  mock.base_url() +
                  ": 1 ok, 0 failed, 1 skipped; 2 checks\n"
                  "balance: 100 USD before, 100 USD after; spent 0 USD\n"
                  "the contract is kept\n");
  }
  const Ended paid =
      run({"--target", mock.base_url(), "--cases", cases_, "--api-key", kKey, "--max-usd=0.5"});
  EXPECT_EQ(paid.code, 0);
  EXPECT_THAT(paid.out, HasSubstr("ok       pays (1 step, 2 checks)\n"));
}

TEST_F(ContractCommand, EndsWith1WhenTheContractIsBroken) {
  std::atomic<int> cents = 1000;
  const LoopbackServer losing([&](const httplib::Request&, httplib::Response& response) {
    response.set_content(balance_answer(--cents / 100.0).body, "application/json");
  });
  const Ended moved = run({"--target", losing.url(), "--cases", cases_, "--api-key", kKey});
  EXPECT_EQ(moved.code, 1);
  EXPECT_THAT(moved.out, HasSubstr("ok       reads"));
  EXPECT_THAT(moved.out,
              HasSubstr("the balance moved from 9.99 to 9.97 USD, and only free cases ran"));

  const LoopbackServer odd([&](const httplib::Request&, httplib::Response& response) {
    response.set_content(R"({"code": 200, "message": "very-secret-key", "data": {"balance": 1}})",
                         "application/json");
  });
  const Ended broken = run({"--target", odd.url(), "--cases", cases_, "--api-key", kKey});
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out, HasSubstr("FAILED   reads (1 step, 2 checks)\n  reads, step 1 "
                                    "getBalance: breaks the contract: body: message must be"));
  EXPECT_THAT(broken.out, HasSubstr("the contract is broken\n"));
}

TEST_F(ContractCommand, ReportsDrift) {
  const DriftedServer server([](const std::string& operation, Response& response) {
    if (operation != "getBalance" || response.status != 401) return;
    response.body = R"({"code":401,"message":"Who are you?","data":null,"error":"Who are you?"})";
  });
  const Texts arguments = {"--target", server.base_url(), "--api-key", kKey, "--drift", "--filter"};
  const auto drift = [&](const Texts& more) {
    Texts all = arguments;
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  };
  const Ended drifted = drift({"balance_without_key"});
  EXPECT_EQ(drifted.code, 1);
  EXPECT_THAT(drifted.out, HasSubstr("getBalance: message says something else\n"));
  EXPECT_THAT(drifted.out, HasSubstr("live        \"Who are you?\"\n"));

  const Ended same = drift({"balance_is_a_number"});
  EXPECT_EQ(same.code, 0);
  EXPECT_THAT(same.out, HasSubstr("compared with the mock's and the document: no drift\n"));

  const Ended to_file =
      drift({"balance_without_key", "--format=junit", "--out", in_folder("drift.xml")});
  EXPECT_EQ(to_file.code, 1);
  EXPECT_THAT(read("drift.xml"), HasSubstr("name=\"drift\" tests=\"1\" failures=\"1\""));
  const Ended to_stdout = drift({"balance_without_key", "--format=json"});
  EXPECT_EQ(json::parse(to_stdout.out)["drifts"][0]["path"], "message");
}

TEST_F(ContractCommand, ChecksATranscriptAgainstTheContract) {
  const std::string head = R"({"wavespeed_mock_transcript":1,"recorded":"2026-01-01T00:00:00Z"})";
  const auto exchange = [](const std::string& balance) {
    return "\n"
           R"({"at":"2026-01-01T00:00:01Z","ms":1,"request":{"method":"GET","target":"/api/v3/balance","headers":[]},"response":{"status":200,"headers":[["Content-Type","application/json"]],"json":{"code":200,"message":"success","data":{"balance":)" +
           balance + "}}}}\n";
  };
  const Ended kept = run({"--transcript", write("kept.jsonl", head + exchange("7"))});
  EXPECT_EQ(kept.code, 0);
  EXPECT_THAT(kept.out, HasSubstr("1 exchange in "));
  EXPECT_THAT(kept.out, HasSubstr(": the contract is kept\n"));

  const Ended broken = run({"--transcript", write("broken.jsonl", head + exchange("\"7\""))});
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out, HasSubstr("line 2: GET /api/v3/balance: the answer: body: data.balance "
                                    "must be a number, not \"7\"\n"));

  const Ended empty = run({"--transcript", write("empty.jsonl", head + "\n")});
  EXPECT_EQ(empty.code, 2);
  EXPECT_EQ(empty.out, "") << "nothing was kept";
  EXPECT_THAT(empty.err, HasSubstr("has no exchange"));
  EXPECT_EQ(run({"--transcript", in_folder("missing.jsonl")}).code, 2);
}

TEST_F(ContractCommand, EndsWith2WhenItCannotStart) {
  const WatchedServer mock;
  const std::string broken =
      write("broken.json", cases_of({balance_case("a", R"({"status": 600})")}));
  const std::string local =
      write("local.json", cases_of({balance_case("a", R"({"status": 200})",
                                                 R"("cost": "free", "targets": ["memory"],)")}));
  const SelfSigned own;
  const LoopbackServer https([](const httplib::Request&, httplib::Response&) {}, &own);
  struct Case {
    Texts arguments;
    std::string part;
  };
  for (const Case& c : std::vector<Case>{
           {{"--taget=memory"}, "option \"--taget\" is not known; did you mean \"--target\"?"},
           {{"--target", mock.base_url()},
            "an API key is missing for " + mock.base_url() +
                ": give --api-key KEY or set WAVESPEED_API_KEY"},
           {{"--target", "http://127.0.0.1:1", "--api-key", kKey},
            "cannot begin: http://127.0.0.1:1: the connection was refused"},
           {{"--target", https.url(), "--api-key", kKey},
            "the certificate is not trusted: self-signed certificate"},
           {{"--filter", "nothing_like_it"}, "no case has a name that matches \"nothing_like_it\""},
           {{"--cases", broken},
            "broken.json: case \"a\": step 1 getBalance: expect: field \"status\": must be a whole "
            "number from 100 to 599"},
           {{"--cases", in_folder("none.json")}, "there is no case file or folder"},
           {{"--cases", cases_, "--out", in_folder("no/such/folder")},
            "cannot be written: No such file or directory"},
       }) {
    SCOPED_TRACE(testing::PrintToString(c.arguments));
    const Ended ended = run(c.arguments);
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.err.find("wavespeed-mock: "), 0U);
    EXPECT_EQ(ended.err.find('\n'), ended.err.size() - 1) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(c.part));
  }
  const Ended nothing = run({"--target", mock.base_url(), "--api-key", kKey, "--cases", local});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.out, HasSubstr("nothing was checked: no case could run\n"));
}

TEST_F(ContractCommand, TrustsAFileOfCertificates) {
  const SelfSigned own;
  own.write(folder_ / "own.pem");
  const LoopbackServer https(
      [](const httplib::Request&, httplib::Response& response) {
        response.set_content(balance_answer(1).body, "application/json");
      },
      &own);
  const Ended ended = run({"--target", https.url(), "--api-key", kKey, "--cases", cases_,
                           "--ca-file", in_folder("own.pem")});
  EXPECT_EQ(ended.code, 0) << ended.err;
}

TEST_F(ContractCommand, WritesReports) {
  const Ended plain = run({"--cases", cases_, "--format=json"});
  EXPECT_EQ(plain.code, 0);
  EXPECT_EQ(json::parse(plain.out)["verdict"], "kept");
  EXPECT_THAT(plain.err, HasSubstr("ok       reads")) << "the plain text goes to stderr";

  const Ended filed = run({"--cases", cases_, "--format=junit", "--out", in_folder("report.xml")});
  EXPECT_EQ(filed.code, 0);
  EXPECT_THAT(filed.out, HasSubstr("the contract is kept\n"));
  EXPECT_EQ(filed.err, "");
  EXPECT_THAT(read("report.xml"),
              HasSubstr(R"(<testsuite name="contract memory" tests="2" failures="0")"));
  const Ended text = run({"--cases", cases_, "--out", in_folder("report.txt")});
  EXPECT_EQ(text.out, read("report.txt"));
}

TEST_F(ContractCommand, ListsCasesAndPrintsItsHelp) {
  const Ended list = run({"--cases", cases_, "--list", "--filter=*s"});
  EXPECT_EQ(list.code, 0);
  EXPECT_EQ(list.out,
            "reads (free; memory, loopback, live): reads the balance\n"
            "pays (up to 0.5 USD; memory, loopback, live): reads the balance\n");
  std::string cases = read("cases.json");
  cases.replace(cases.find("reads the balance"), 5, "\\u001b[2J");
  EXPECT_THAT(run({"--cases", write("odd.json", cases), "--list", "--filter=reads"}).out,
              HasSubstr(R"(: \u001b[2J the balance)"));
  const Ended help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.out.find("Usage: wavespeed-mock contract [options]\n"), 0U);
}

}  // namespace
}  // namespace wavespeed_mock::cli::contract_command_test
