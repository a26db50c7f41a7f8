#include "load_generator/task_answer.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::load::task_answer_test {
namespace {

TEST(TaskAnswer, IsReadFromTheEnvelope) {
  const auto answer = read_task_answer(
      R"({"code": 200, "data": {"id": "t1", "status": "completed", "outputs": ["http://x/1", "http://x/2"]}})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->id, "t1");
  EXPECT_EQ(answer->status, "completed");
  EXPECT_EQ(answer->output, "http://x/1");
  EXPECT_TRUE(answer->is_final());
}

TEST(TaskAnswer, MayHaveNoOutputs) {
  for (const char* const outputs :
       {R"("outputs": [])", R"("outputs": null)", R"("outputs": [{}])", R"("other": 1)"}) {
    const auto answer = read_task_answer(
        std::string(R"({"data": {"id": "t1", "status": "processing", )") + outputs + "}}");
    ASSERT_TRUE(answer) << outputs;
    EXPECT_EQ(answer->output, "");
    EXPECT_FALSE(answer->is_final());
  }
}

TEST(TaskAnswer, IsFinalForEveryOtherStatus) {
  EXPECT_FALSE((TaskAnswer{.id = "a", .status = "created", .output = {}}.is_final()));
  for (const char* const status : {"completed", "failed", "cancelled", "timeout"}) {
    EXPECT_TRUE((TaskAnswer{.id = "a", .status = status, .output = {}}.is_final())) << status;
  }
}

TEST(TaskAnswer, RejectsAnythingElse) {
  for (const char* const body :
       {"", "hello", "[]", "{}", R"({"data": null})", R"({"data": {"id": "t1"}})",
        R"({"data": {"status": "created"}})", R"({"data": {"id": 1, "status": "created"}})"}) {
    EXPECT_FALSE(read_task_answer(body)) << body;
  }
}

TEST(TaskAnswer, RecognisesCompletionWithAnySpacing) {
  EXPECT_TRUE(says_completed(R"({"data":{"id":"a","status":"completed"}})"));
  EXPECT_TRUE(says_completed(R"({"data": {"id": "a", "status" : "completed"}})"));
  EXPECT_FALSE(says_completed(R"({"data":{"id":"a","status":"failed"}})"));
  EXPECT_FALSE(says_completed(R"({"data":{"id":"a \"status\":\"completed\"","status":"failed"}})"));
  EXPECT_FALSE(says_completed("nothing"));
}

TEST(TaskAnswer, HidesTheKeyInItsMessage) {
  EXPECT_EQ(message_in(R"({"code": 401, "message": "Invalid API key k-1 or k-1"})", "k-1"),
            "Invalid API key {{key}} or {{key}}");
  EXPECT_EQ(message_in("<h1>Bad gateway</h1>", ""), "<h1>Bad gateway</h1>");
  EXPECT_EQ(message_in("<html>\r\n  <h1>Bad\tgateway</h1>\n</html>\r\n", ""),
            "<html> <h1>Bad gateway</h1> </html>");
  EXPECT_EQ(message_in(R"({"message": ""})", "k"), R"({"message": ""})");
  EXPECT_LT(message_in(std::string(10'000, 'x'), "k").size(), 300U);
  EXPECT_EQ(message_in(std::string(195, 'x') + "my-secret-key", "my-secret-key"),
            std::string(195, 'x') + "{{key…")
      << "removed before the message is shortened";
}

// A terminal obeys them: U+009B begins a command, as ESC [ does.
TEST(TaskAnswer, HasNoControlCharacterInItsMessage) {
  EXPECT_EQ(message_in("a\x1b[2J\x7f\xc2\x9b"
                       "31m",
                       ""),
            R"(a [2J\u007f\u009b31m)");
  EXPECT_EQ(message_in(R"({"message": "a\u009b31m"})", ""), R"(a\u009b31m)");
  EXPECT_LT(message_in(std::string(200, '\x7f'), "").size(), 300U) << "shortened after that";
}

TEST(TaskAnswer, HidesManyKeysInLinearTime) {
  std::string body;
  while (body.size() < 2'000'000) body += "k-1 ";
  EXPECT_EQ(message_in(body, "k-1").find("k-1"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::load::task_answer_test
