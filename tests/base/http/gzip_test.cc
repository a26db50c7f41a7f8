#include "base/http/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace wavespeed_mock::gzip_test {
namespace {

std::string unpacked(const std::string& packed) {
  constexpr int kWindowOfGzip = 15 + 16;
  z_stream stream{};
  std::string bytes = packed;
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflateInit2(&stream, kWindowOfGzip), Z_OK);
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Gzip, CanBeUnpacked) {
  for (const std::string& text : {std::string(), std::string("cat"), std::string(100'000, 'x')}) {
    EXPECT_EQ(unpacked(gzip(text)), text);
  }
  EXPECT_LT(gzip(std::string(100'000, 'x')).size(), 1'000U);
}

TEST(Gzip, IsTakenByClientsThatSaySo) {
  for (const std::string_view field :
       {"gzip", "GZIP", "deflate, gzip", "gzip;q=0.5", "gzip ; q=1", "*", "br, *;q=0.1"}) {
    EXPECT_TRUE(accepts_gzip(field)) << field;
  }
  for (const std::string_view field :
       {"", "identity", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "*, gzip;q=0", "x-gzipped"}) {
    EXPECT_FALSE(accepts_gzip(field)) << field;
  }
}

}  // namespace
}  // namespace wavespeed_mock::gzip_test
