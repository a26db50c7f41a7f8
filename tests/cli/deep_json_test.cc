// JSON that is nested deeper than 64 levels, in files and in answers of a live service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/file_check.h"
#include "support/loopback_server.h"
#include "support/nested_json.h"
#include "support/program.h"
#include "support/scripted_target.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::cli_deep_json_test {
namespace {

using ::testing::HasSubstr;

TEST(DeepJson, IsAnErrorInAFileOfEveryKind) {
  const TempFolder folder;
  for (const std::string text :
       {R"({"latency": @})", R"({"tiers": @})", R"({"models": [{"request_schema": @}]})",
        R"({"steps": @})", R"({"cases": @})", "@"}) {
    for (const bool with_nul : {false, true}) {
      std::string deep = text;
      deep.replace(deep.find('@'), 1, with_nul ? "[]" : endless_json());
      if (with_nul) deep += std::string("\0[", 2);
      const std::vector<std::string> paths = {folder.write("f.json", deep).string()};
      const auto files = check_files(paths, std::nullopt);
      ASSERT_EQ(files.size(), 1U);
      ASSERT_EQ(files[0].problems.size(), 1U) << text;
      EXPECT_THAT(files[0].problems[0], HasSubstr(with_nul ? ": unexpected NUL" : kTooDeep));
      EXPECT_THAT(files[0].problems[0], HasSubstr("f.json: is n"));
    }
  }
}

TEST(DeepJson, IsAnErrorInEachLineOfATranscript) {
  const TempFolder folder;
  const std::string head = R"({"wavespeed_mock_transcript":1,"recorded":"2026-01-01T00:00:00Z")";
  const auto problem_of = [&](const std::string& text) {
    const std::vector<std::string> paths = {folder.write("t.jsonl", text).string()};
    const auto files = check_files(paths, FileKind::transcript);
    return files.size() == 1 && files[0].problems.size() == 1 ? files[0].problems[0] : "";
  };
  EXPECT_THAT(problem_of(head + R"(,"options":)" + endless_json() + "}\n"),
              HasSubstr(std::string("t.jsonl: line 1: ") + kTooDeep));
  EXPECT_THAT(problem_of(head + "}\n{\"request\":{\"json\":" + endless_json() + "}}\n"),
              HasSubstr(std::string("t.jsonl: line 2: ") + kTooDeep));
}

TEST(DeepJson, StopsTheServerBeforeItStarts) {
  const TempFolder folder;
  const std::string deep =
      folder.write("deep.json", R"({"models":)" + endless_json() + "}").string();
  for (const char* const option : {"--config", "--fixtures", "--scenarios", "--replay"}) {
    Program program({"serve", "--port", "0", option, deep});
    EXPECT_EQ(program.exit_code(), 2) << option;
    EXPECT_THAT(program.err().all(), HasSubstr(kTooDeep)) << option;
  }
}

TEST(DeepJson, BreaksTheContractOfALiveService) {
  const LoopbackServer live([](const httplib::Request& request, httplib::Response& response) {
    // The balance is read before the cases are run.
    const bool has_key = request.has_header("Authorization");
    response.set_content(has_key ? balance_answer(10).body : endless_json(), "application/json");
  });
  const std::vector<std::string> arguments = {"contract",           "--target",        live.url(),
                                              "--api-key",          "very-secret-key", "--filter",
                                              "balance_without_key"};
  for (const bool with_drift : {false, true}) {
    std::vector<std::string> all = arguments;
    if (with_drift) all.emplace_back("--drift");
    Program program(all);
    EXPECT_EQ(program.exit_code(), 1) << program.err().all();
    EXPECT_THAT(program.out().all(), HasSubstr(with_drift ? "getBalance" : "balance_without_key"));
  }
}

TEST(DeepJson, FailsTheReadingOfABalance) {
  const LoopbackServer live([](const httplib::Request&, httplib::Response& response) {
    response.set_content(endless_json(), "application/json");
  });
  Program program({"contract", "--target", live.url(), "--api-key", "very-secret-key"});
  EXPECT_NE(program.exit_code(), 0);
  EXPECT_THAT(program.out().all() + program.err().all(), HasSubstr("the balance cannot be read"));
}

}  // namespace
}  // namespace wavespeed_mock::cli::cli_deep_json_test
