#include "transport/http/chunk_line.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::transport::chunk_line_test {
namespace {

TEST(ChunkLine, GivesTheSize) {
  EXPECT_EQ(read_chunk_size("0"), 0U);
  EXPECT_EQ(read_chunk_size("aF"), 0xafU);
  EXPECT_EQ(read_chunk_size("00000000000000ff"), 255U);
  EXPECT_EQ(read_chunk_size("ffffffffffffffff"), 0xffffffffffffffffU);
  EXPECT_EQ(read_chunk_size("2 \t"), 2U);
  EXPECT_EQ(read_chunk_size("2;a"), 2U);
  EXPECT_EQ(read_chunk_size("2 ; a = b;c=\"d\\\"e;\" "), 2U);
}

TEST(ChunkLine, IsRefusedWhenItIsMalformed) {
  for (const char* const line :
       {"", " 2", "+2", "-2", "0x2", "2x", "2 x", "2;", "2;;a", "2;=b", "2;a=", "2;a=\"b", "2;a b",
        "2;a=\"b\\", "2;a=\"b\x7f\"", "2;\xe9", "00000000000000000", "10000000000000000"}) {
    EXPECT_FALSE(read_chunk_size(line)) << line;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport::chunk_line_test
