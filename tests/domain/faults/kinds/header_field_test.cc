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

}  // namespace
}  // namespace wavespeed_mock::header_field_test
