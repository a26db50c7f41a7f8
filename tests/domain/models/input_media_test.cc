#include "domain/models/input_media.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "support/domain_models.h"

namespace wavespeed_mock::input_media_test {
namespace {

using nlohmann::json;

TEST(InputMedia, AreRecognisedByUploaderFilesOrName) {
  for (const char* name : {"image", "images", "mask_image", "end_image", "reference_images",
                           "video", "audio", "mask", "image_url", "source_video_url"}) {
    EXPECT_TRUE(is_media_property(name, {{"type", "string"}})) << name;
  }
  EXPECT_TRUE(is_media_property("data", {{"x-ui-component", "uploader"}}));
  EXPECT_TRUE(is_media_property("sheets", {{"x-ui-component", "uploaders"}}));
  EXPECT_TRUE(is_media_property("data", {{"x-accept", ".zip"}}));
}

TEST(InputMedia, DoNotIncludeSimilarInputs) {
  for (const char* name : {"prompt", "path", "num_imagesx", "imagery", "preimage", "size"}) {
    EXPECT_FALSE(is_media_property(name, {{"type", "string"}})) << name;
  }
  EXPECT_FALSE(is_media_property("loras", {{"x-ui-component", "loras"}}));
  EXPECT_FALSE(is_media_property("strength", {{"x-ui-component", "slider"}}));
}

TEST(InputMedia, MustBeHttpOrDataUrls) {
  for (const char* url :
       {"http://a", "https://a.test/a.png", "HTTPS://A.TEST/x?y=z#w", "http://127.0.0.1:8787/a",
        "http://[::1]/a", "https://a?b", "data:image/png;base64,iVBORw0KGgo=", "data:,x",
        "https://a.test/\xc3\xa9.png"}) {
    EXPECT_TRUE(is_media_url(url)) << url;
  }
  for (const char* text :
       {"", "cat", "a.png", "/tmp/a.png", "ftp://a.test/a.png", "file:///a.png", "http:/a",
        "http://", "http:///a.png", "https://?a", "http://:80/a", "https://a.test/a b.png",
        "https://a\n", "data:image/png;base64", "iVBORw0KGgo=", "@./a.png", " https://a.test"}) {
    EXPECT_FALSE(is_media_url(text)) << text;
  }
}

TEST(InputMedia, AreFoundWhereverTheSchemaHasThem) {
  const Model model = model_of(model_entry(
      {{"prompt", {{"type", "string"}}},
       {"image", {{"type", "string"}}},
       {"images", {{"type", "array"}, {"items", {{"type", "string"}}}}},
       {"loras",
        {{"type", "array"},
         {"x-ui-component", "loras"},
         {"items", {{"type", "object"}, {"properties", {{"path", {{"type", "string"}}}}}}}}},
       {"shots",
        {{"type", "array"},
         {"items", {{"type", "object"}, {"properties", {{"video", {{"type", "string"}}}}}}}}}}));
  const json inputs = {{"prompt", "http://prompt"},
                       {"image", "http://1"},
                       {"images", {"http://2", "http://3"}},
                       {"loras", {{{"path", "http://lora"}}}},
                       {"shots", {{{"video", "http://4"}}, {{"other", "http://other"}}}},
                       {"unknown_image", "http://unknown"}};
  std::vector<std::string_view> urls = media_urls(model.inputs, inputs);
  std::sort(urls.begin(), urls.end());
  EXPECT_EQ(urls, (std::vector<std::string_view>{"http://1", "http://2", "http://3", "http://4"}));
}

}  // namespace
}  // namespace wavespeed_mock::input_media_test
