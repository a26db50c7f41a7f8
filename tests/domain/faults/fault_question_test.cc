#include "domain/faults/fault_question.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::fault_question_test {
namespace {

std::string prompt_of(const std::string& body) {
  StoredAccount account(0, Account{.draws = SeededRandom(0, "")}, {});
  const Request request{"POST", "/api/v3/acme/model", {}, body};
  const FaultQuestion question{.request = request,
                               .route = "submit",
                               .path = "",
                               .model = "",
                               .account = account,
                               .now = {}};
  EXPECT_EQ(question.prompt(), question.prompt());
  return question.prompt();
}

TEST(FaultQuestion, FindsThePrompt) {
  EXPECT_EQ(prompt_of(R"({"prompt": "a", "text": "b"})"), "a");
  EXPECT_EQ(prompt_of(R"({"prompt": "", "text": "b"})"), "b");
  EXPECT_EQ(prompt_of(R"({"text": "b"})"), "b");
  for (const char* const body : {"", "{", "1", "[]", "{}", R"({"prompt": null})"}) {
    EXPECT_EQ(prompt_of(body), "") << body;
  }
}

}  // namespace
}  // namespace wavespeed_mock::fault_question_test
