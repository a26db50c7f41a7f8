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
        Case{"a : b", "a colon right after it"}, Case{" a: b", "\" a: b\""},
        Case{"a\x01: b", "expected a name"}, Case{"a: b\rc", "byte 0x0D at position 5"}}) {
    EXPECT_FALSE(read_field_line(c.line)) << c.line;
    const ApiError error = malformed_field(c.line, "trailer");
    EXPECT_EQ(error.http, 400);
    EXPECT_TRUE(error.message.starts_with("Malformed trailer field ")) << error.message;
    EXPECT_NE(error.message.find(c.said), std::string::npos) << error.message;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport::field_line_test
