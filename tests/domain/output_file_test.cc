#include "domain/output_file.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace wavespeed_mock {
namespace {

Prediction picture(std::string_view extension) {
  Prediction prediction;
  prediction.id = {1, 2};
  prediction.output = {.count = 2, .width = 32, .height = 16, .extension = extension};
  return prediction;
}

TEST(OutputFile, IsOfTheFormatOfItsExtension) {
  EXPECT_TRUE(render_output(picture("png"), 0).starts_with("\x89PNG"));
  EXPECT_TRUE(render_output(picture("jpeg"), 0).starts_with("\xff\xd8"));
  EXPECT_TRUE(render_output(picture("jpg"), 0).starts_with("\xff\xd8"));
  EXPECT_EQ(render_output(picture("webp"), 0).substr(8, 4), "WEBP");
}

TEST(OutputFile, FollowsFromTaskAndIndex) {
  Prediction prediction = picture("png");
  const std::string file = render_output(prediction, 0);
  EXPECT_EQ(render_output(prediction, 0), file);
  EXPECT_NE(render_output(prediction, 1), file);
  prediction.id = {1, 4};
  EXPECT_NE(render_output(prediction, 0), file);
}

TEST(OutputFile, IsMadeOfPicturesOnly) {
  for (const char* extension : {"png", "jpeg", "jpg", "webp"}) {
    EXPECT_TRUE(is_renderable(picture(extension))) << extension;
  }
  for (const char* extension : {"gif", "mp4", "mp3", "glb", "txt"}) {
    EXPECT_FALSE(is_renderable(picture(extension))) << extension;
  }
}

}  // namespace
}  // namespace wavespeed_mock
