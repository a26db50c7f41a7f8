#include "domain/models/input_media.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/base64.h"
#include "support/domain_models.h"

namespace wavespeed_mock::input_media_test {
namespace {

using nlohmann::json;
using namespace std::string_literals;

constexpr auto kImage = static_cast<std::uint8_t>(ContentKind::image);
constexpr auto kVideo = static_cast<std::uint8_t>(ContentKind::video);
constexpr auto kAudio = static_cast<std::uint8_t>(ContentKind::audio);
constexpr auto kOther = static_cast<std::uint8_t>(ContentKind::other);

std::string base64(std::string_view bytes) {
  std::string text;
  append_base64(text, bytes);
  return text;
}

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

TEST(InputMedia, TakeKindsOfFilesByWhatTheyAcceptOrTheirName) {
  struct Case {
    const char* name;
    const char* accept;
    int kinds;
  };
  const std::vector<Case> cases = {
      {"image", nullptr, kImage},
      {"mask_image", nullptr, kImage},
      {"mask", nullptr, kImage},
      {"mask_video", nullptr, kVideo},
      {"reference_videos", nullptr, kVideo},
      {"left_audio", nullptr, kAudio},
      {"file", nullptr, 0},
      {"data", "application/zip", kOther},
      {"video", "image/*", kImage},
      {"reference_urls", "image/*, video/*", kImage | kVideo},
      {"audio", ".mp3,.m4a,.wav", kAudio},
      {"song", "audio/mp3,Video/MP4", kAudio | kVideo},
      {"model", ".obj", kImage | kVideo | kAudio | kOther},
  };
  for (const Case& c : cases) {
    json schema = json::object();
    if (c.accept != nullptr) schema["x-accept"] = c.accept;
    EXPECT_EQ(media_kinds_of(c.name, schema), c.kinds) << c.name;
  }
}

TEST(InputMedia, MayBeBase64OfAKindThatTheInputTakes) {
  const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s;
  for (const std::string& text : {base64(png), base64(png + "a"), base64(png + "ab")}) {
    EXPECT_EQ(find_media_problem(text, kImage), std::nullopt) << text;
    EXPECT_EQ(find_media_problem(text, 0), std::nullopt) << text;
    EXPECT_EQ(find_media_problem(text, kVideo | kImage), std::nullopt) << text;
  }
  EXPECT_EQ(find_media_problem(base64("\0\0\0\x18"
                                      "ftypmp42"s),
                               kVideo),
            std::nullopt);
}

TEST(InputMedia, SayWhatIsWrongWithBase64) {
  const std::string png = base64("\x89PNG\r\n\x1a\n\0\0\0\rIHDR and more"s);
  struct Case {
    std::string text;
    int kinds;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {png, kAudio, "a sound in Base64, not Base64 of an image"},
      {png, kVideo | kAudio, "a video or a sound in Base64, not Base64 of an image"},
      {png, kOther, "a file in Base64, not Base64 of an image"},
      {png.substr(0, png.size() - 1), kImage,
       "an image in Base64, not Base64 that is cut off or has other characters in it"},
      {png + " ", kImage,
       "an image in Base64, not Base64 that is cut off or has other characters in it"},
      {png.substr(0, 20) + "\n\n\n\n" + png.substr(20), kImage,
       "an image in Base64, not Base64 that is cut off or has other characters in it"},
      {base64(std::string(60, 'x')), kImage,
       "an image in Base64, not Base64 of a file of a kind that is not known"},
      {"cats", kImage, "an image in Base64, not \"cats\""},
      {"//cdn/image1", kAudio, "a sound in Base64, not \"//cdn/image1\""},
      {"", 0, "a file in Base64, not \"\""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(find_media_problem(c.text, static_cast<std::uint8_t>(c.kinds)).value_or(""),
              "must be an http or https URL, a data: URL or " + c.problem)
        << c.text;
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
                       {"images", {"http://2", "http://3", base64("\xff\xd8\xff")}},
                       {"loras", {{{"path", "http://lora"}}}},
                       {"shots", {{{"video", "http://4"}}, {{"other", "http://other"}}}},
                       {"unknown_image", "http://unknown"}};
  std::vector<std::string_view> urls = media_urls(model.inputs, inputs);
  std::sort(urls.begin(), urls.end());
  EXPECT_EQ(urls, (std::vector<std::string_view>{"http://1", "http://2", "http://3", "http://4"}));
}

}  // namespace
}  // namespace wavespeed_mock::input_media_test
