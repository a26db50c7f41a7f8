#include "api/upload_url.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::upload_url_test {
namespace {

const Request kRequest{.method = "GET", .target = "/", .headers = {{"Host", "127.0.0.1:8787"}}};

TEST(UploadUrl, UsesTheAddressThatTheClientUsed) {
  const Upload upload{.id = {1, 2}, .url_name = "a.png"};
  std::string url = "<";
  append_upload_url(url, kRequest, upload);
  EXPECT_EQ(url, "<http://127.0.0.1:8787/media/uploads/00000000000000010000000000000002/a.png");
}

TEST(UploadUrl, IsRecognisedInASubmission) {
  for (const char* end : {"", "?x=y", "#top", "?a/b"}) {
    const std::string url = std::string("http://127.0.0.1:8787/media/uploads/12/a.png") + end;
    const auto location = find_upload_location(url, kRequest);
    ASSERT_TRUE(location) << url;
    EXPECT_EQ(location->id, "12");
    EXPECT_EQ(location->name, "a.png");
  }
}

TEST(UploadUrl, IsNotRecognisedInOtherUrls) {
  for (const char* url :
       {"http://127.0.0.1:8788/media/uploads/12/a.png", "https://127.0.0.1:8787/media/uploads/1/a",
        "http://a.test/media/uploads/12/a.png", "http://127.0.0.1:8787/outputs/12/a.png",
        "http://127.0.0.1:8787/media/uploads/12", "/media/uploads/12/a.png", ""}) {
    EXPECT_FALSE(find_upload_location(url, kRequest)) << url;
  }
}

}  // namespace
}  // namespace wavespeed_mock::upload_url_test
