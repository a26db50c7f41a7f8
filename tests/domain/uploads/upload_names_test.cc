#include "domain/uploads/upload_names.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::upload_names_test {
namespace {

TEST(UploadNames, DropFolders) {
  EXPECT_EQ(without_folders("a.png"), "a.png");
  EXPECT_EQ(without_folders("/tmp/x/a.png"), "a.png");
  EXPECT_EQ(without_folders("C:\\photos\\a.png"), "a.png");
  EXPECT_EQ(without_folders("../../a"), "a");
  EXPECT_EQ(without_folders("a/"), "");
}

TEST(UploadNames, NeedNoEscapingInUrls) {
  EXPECT_EQ(url_name("a-b_C.9.png", "png"), "a-b_C.9.png");
  EXPECT_EQ(url_name("a b?c#d%.png", "png"), "a_b_c_d_.png");
  EXPECT_EQ(url_name("\xc3\xa9t\xc3\xa9.png", "png"), "_t_.png") << "one for each character";
  EXPECT_EQ(url_name("..", ""), "_.");
  EXPECT_EQ(url_name(".png", "png"), "_png.png");
}

TEST(UploadNames, EndInTheDetectedExtension) {
  EXPECT_EQ(url_name("upload", "png"), "upload.png");
  EXPECT_EQ(url_name("upload.", "png"), "upload..png");
  EXPECT_EQ(url_name("a.jpeg", "jpg"), "a.jpeg");
  EXPECT_EQ(url_name("upload", ""), "upload");
}

TEST(UploadNames, StayShort) {
  const std::string name = url_name(std::string(200, 'a') + ".png", "png");
  EXPECT_EQ(name, std::string(96, 'a') + ".png");
  EXPECT_EQ(url_name(std::string(100, 'a'), "").size(), 100u);
}

}  // namespace
}  // namespace wavespeed_mock::upload_names_test
