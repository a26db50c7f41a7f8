#include "domain/requests/request_view.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace wavespeed_mock::request_view_test {
namespace {

std::string prompt_of(const std::string& text) {
  ParsedBody body(text, text.size());
  EXPECT_EQ(body.prompt(), body.prompt());
  return body.prompt();
}

TEST(ParsedBody, FindsThePrompt) {
  EXPECT_EQ(prompt_of(R"({"prompt": "a", "text": "b"})"), "a");
  EXPECT_EQ(prompt_of(R"({"prompt": "", "text": "b"})"), "b");
  EXPECT_EQ(prompt_of(R"({"text": "b"})"), "b");
  for (const char* const body : {"", "{", "1", "[]", "{}", R"({"prompt": null})"}) {
    EXPECT_EQ(prompt_of(body), "") << body;
  }
}

}  // namespace
}  // namespace wavespeed_mock::request_view_test
