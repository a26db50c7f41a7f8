// The largest files of each kind that an endpoint takes.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "support/upload_client.h"

namespace wavespeed_mock::api_upload_limits_test {
namespace {

TEST(UploadLimits, AreThoseOfEachKindOfFileAtTheV2Endpoint) {
  const MockClient client({.media_memory = 1 << 30});
  struct Case {
    std::string filename;
    std::string type;
    std::size_t mebibytes;
  };
  for (const Case& c : {Case{"a.png", "image/png", 20}, Case{"a.mp3", "audio/mpeg", 50},
                        Case{"a.mp4", "video/mp4", 100}}) {
    const auto status_of = [&](const std::string& target, std::size_t size) {
      return post_form(client, target, form(c.filename, c.type, std::string(size, 'x'))).status;
    };
    const std::size_t max = c.mebibytes << 20;
    EXPECT_EQ(status_of("/api/v3/upload", max), 200) << c.filename;
    EXPECT_EQ(status_of("/api/v3/upload", max + 1), 413) << c.filename;
    EXPECT_EQ(status_of("/api/v3/media/upload/binary", max + 1), 200) << c.filename;
  }
}

}  // namespace
}  // namespace wavespeed_mock::api_upload_limits_test
