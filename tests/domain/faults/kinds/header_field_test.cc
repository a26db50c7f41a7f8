#include "domain/faults/kinds/header_field.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::header_field_test {
namespace {

std::string text_of(const Headers& headers) {
  std::string text;
  for (const Header& field : headers) text += field.name + "=" + field.value + ";";
  return text;
}

TEST(HeaderField, ReplacesAField) {
  Headers headers{{"A", "1"}, {"content-type", "x"}, {"B", "2"}, {"Content-Type", "y"}};
  set_header(headers, "Content-Type", "z");
  EXPECT_EQ(text_of(headers), "A=1;Content-Type=z;B=2;");
}

TEST(HeaderField, AddsAMissingField) {
  Headers headers{{"A", "1"}};
  set_header(headers, "B", "2");
  EXPECT_EQ(text_of(headers), "A=1;B=2;");
}

TEST(HeaderField, ReportsAValueThatHttpDoesNotAllow) {
  EXPECT_EQ(header_value_problem("content_type", "text/plain; charset=\"caf\xc3\xa9\""), "");
  EXPECT_EQ(header_value_problem("content_type", "a\r\nX: 1"),
            "field \"content_type\" has byte 0x0D at position 2, which HTTP does not allow in the "
            "value of a header field");
}

}  // namespace
}  // namespace wavespeed_mock::header_field_test
