#include "base/http/entity_tag.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::entity_tag_test {
namespace {

TEST(EntityTag, TellsBytesApart) {
  EXPECT_EQ(entity_tag_of("cat"), entity_tag_of("cat"));
  EXPECT_NE(entity_tag_of("cat"), entity_tag_of("cats"));
  EXPECT_NE(entity_tag_of("cat"), entity_tag_of("dog"));
}

TEST(EntityTag, IsFoundInLists) {
  for (const std::string_view list : {R"("a")", R"(W/"a")", "*", R"("b", "a")", R"("b",W/"a" )"}) {
    EXPECT_TRUE(names_entity_tag(list, "\"a\"")) << list;
  }
  for (const std::string_view list : {"", "a", R"("b")", R"("ab")", R"("A")"}) {
    EXPECT_FALSE(names_entity_tag(list, "\"a\"")) << list;
  }
}

}  // namespace
}  // namespace wavespeed_mock::entity_tag_test
