#include "domain/faults/prompt_markers.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::prompt_markers_test {
namespace {

std::string found(std::string_view prompt) {
  const auto markers = read_markers(prompt);
  if (!markers) return markers.error().message;
  std::string text;
  for (const PromptMarker& marker : *markers) {
    text += (text.empty() ? "" : " ") + std::string(marker.fault->type()) +
            (marker.before_commit ? "<" : ">");
  }
  return text;
}

TEST(PromptMarkers, AreFoundByOneSearch) {
  EXPECT_TRUE(may_have_markers(R"({"prompt": "[mock:error]"})"));
  EXPECT_FALSE(may_have_markers(R"({"prompt": "[mock error]"})"));
  EXPECT_FALSE(may_have_markers(""));
}

TEST(PromptMarkers, AreFoundAnywhere) {
  EXPECT_EQ(found("a cat"), "");
  EXPECT_EQ(found("[mock:error]"), "error<");
  EXPECT_EQ(found("a cat [mock:task_failed] on a mat"), "task_failed>");
  EXPECT_EQ(found("[mock:delay][mock:error] and [mock:task_nsfw]"), "delay> error< task_nsfw>");
  EXPECT_EQ(found("[mock] [MOCK:error] [ mock:error]"), "");
}

TEST(PromptMarkers, HaveFields) {
  EXPECT_EQ(found("[mock:error status=503]"), "error<");
  EXPECT_EQ(found("[mock:error status=503 commit=after]"), "error>");
  EXPECT_EQ(found("[mock:error  commit=\"after\"\n status=503 ]"), "error>");
  EXPECT_EQ(found("[mock:rate_limited retry_after=5s]"), "rate_limited<");
}

TEST(PromptMarkers, ExplainErrors) {
  constexpr const char* kOff = " (--triggers off switches markers off)";
  EXPECT_EQ(found("[mock:error commit=never]"),
            "the marker \"[mock:error commit=never]\" in the prompt: marker: field \"commit\": "
            "must be one of "
            "\"before\", \"after\", not \"never\"" +
                std::string(kOff));
  EXPECT_EQ(found("x [mock:error status]"),
            "the marker \"[mock:error status\" in the prompt: must be of the form [mock:TYPE "
            "field=value …]" +
                std::string(kOff));
  EXPECT_EQ(
      found("[mock:error status=500 status=503]"),
      "the marker \"[mock:error status=500 status=503\" in the prompt: \"status\" appears twice" +
          std::string(kOff));
  EXPECT_NE(found("[mock:eror]").find("did you mean \"error\"?"), std::string::npos);
  EXPECT_NE(found("[mock:error staus=500]").find("did you mean \"status\"?"), std::string::npos);
  EXPECT_NE(found("[mock:error status=hello]").find("status"), std::string::npos);
  EXPECT_NE(found("[mock:error type=delay]").find("appears twice"), std::string::npos);
  EXPECT_NE(found("[mock:task_failed commit=before]").find("is about a task"), std::string::npos);
  for (const char* const broken :
       {"[mock:", "[mock:]", "[mock:error", "[mock:error status=", "[mock:error status=\"5]",
        "[mock:error =5]", "[mock:error status==]"}) {
    EXPECT_TRUE(found(broken).ends_with(kOff)) << broken << ": " << found(broken);
  }
}

TEST(PromptMarkers, AreLimitedInNumber) {
  std::string prompt;
  for (int i = 0; i < 100; ++i) prompt += "[mock:delay]";
  EXPECT_TRUE(read_markers(prompt));
  EXPECT_FALSE(read_markers(prompt + "[mock:delay]"));
}

}  // namespace
}  // namespace wavespeed_mock::prompt_markers_test
