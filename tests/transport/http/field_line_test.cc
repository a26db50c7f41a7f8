#include "transport/http/field_line.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport::field_line_test {
namespace {

TEST(FieldLine, HasANameAndATrimmedValue) {
  const auto field = read_field_line("X-A:\t a: \xe9\tb ");
  ASSERT_TRUE(field);
  EXPECT_EQ(field->name, "X-A");
  EXPECT_EQ(field->value, "a: \xe9\tb");
  EXPECT_EQ(read_field_line("a:")->value, "");
}

TEST(FieldLine, IsRefusedWhenItIsMalformed) {
  struct Case {
    const char* line;
    const char* said;
  };
  for (const Case& c :
       {Case{"", "expected a name"}, Case{"a", "a colon"}, Case{":", "expected a name"},
        Case{"a : b",
             "field \"a\": expected a name, a colon right after it, and a value, not byte 0x20 at "
             "position 2"},
        Case{" a: b", "not byte 0x20 at position 1"}, Case{"a\x01: b", "expected a name"},
        Case{"a: b\rc", "byte 0x0D at position 5"}}) {
    EXPECT_FALSE(read_field_line(c.line)) << c.line;
    const ApiError error = malformed_field(c.line, "trailer");
    EXPECT_EQ(error.http, 400);
    EXPECT_TRUE(error.message.starts_with("Malformed trailer field")) << error.message;
    EXPECT_NE(error.message.find(c.said), std::string::npos) << error.message;
  }
}

// The answer to it may be written to a log.
TEST(FieldLine, IsRefusedWithoutItsValue) {
  for (const std::string line :
       {"Authorization : Bearer sk-live-1", "Authorization: Bearer sk-live-1\x01",
        " Bearer sk-live-1", "sk-live-1", "Bearer sk-live-1", "Bearer sk-live-1: x",
        "\tsk-live-1:"}) {
    const std::string message = malformed_field(line, "header").message;
    EXPECT_EQ(message.find("sk-live"), std::string::npos) << message;
    EXPECT_EQ(message.find("Authorization") != std::string::npos, line.starts_with("Auth"))
        << message;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport::field_line_test
