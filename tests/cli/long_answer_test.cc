// Long texts in answers of a live service, which the contract describes by a regular expression.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/loopback_server.h"
#include "support/program.h"
#include "support/scripted_target.h"

namespace wavespeed_mock::cli::long_answer_test {
namespace {

using ::testing::HasSubstr;

TEST(LongAnswer, IsComparedWithThePatternOfItsField) {
  const std::string letters(400'000, 'A');
  for (const bool fits : {true, false}) {
    SCOPED_TRACE(fits);
    const std::string error_code = letters + (fits ? "_B" : "_b");
    const LoopbackServer live([&](const httplib::Request& request, httplib::Response& response) {
      // The balance is read before the cases are run.
      const bool has_key = request.has_header("Authorization");
      const nlohmann::json refusal = {{"code", 401},
                                      {"message", "Invalid API key"},
                                      {"error", "Invalid API key"},
                                      {"error_code", error_code}};
      response.status = has_key ? 200 : 401;
      response.set_content(has_key ? balance_answer(10).body : refusal.dump(), "application/json");
    });
    for (const bool with_drift : {false, true}) {
      SCOPED_TRACE(with_drift);
      std::vector<std::string> arguments = {"contract",           "--target",        live.url(),
                                            "--api-key",          "very-secret-key", "--filter",
                                            "balance_without_key"};
      if (with_drift) arguments.emplace_back("--drift");
      Program program(arguments);
      // The mock's answers have no such field, which is a drift.
      EXPECT_EQ(program.exit_code(), fits && !with_drift ? 0 : 1) << program.err().all();
      const std::string& report = program.out().all();
      EXPECT_EQ(report.find("error_code") != std::string::npos, !fits || with_drift) << report;
      EXPECT_LT(report.size(), letters.size()) << "it quotes the whole text";
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::long_answer_test
