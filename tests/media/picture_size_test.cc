#include "media/picture_size.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "media/picture.h"

namespace wavespeed_mock {

void PrintTo(const PictureSize& size, std::ostream* out) {
  *out << size.width << '*' << size.height;
}

namespace {

TEST(ParsePictureSize, ReadsWidthFirst) {
  const std::string largest = std::to_string(kMaxPictureSide);
  EXPECT_EQ(parse_picture_size("1024*768"), (PictureSize{1024, 768}));
  EXPECT_EQ(parse_picture_size("1*1"), (PictureSize{1, 1}));
  EXPECT_EQ(parse_picture_size("0720*01280"), (PictureSize{720, 1280}));
  EXPECT_EQ(parse_picture_size(largest + "*" + largest),
            (PictureSize{kMaxPictureSide, kMaxPictureSide}));
}

TEST(ParsePictureSize, RefusesEverythingElse) {
  const std::string above = std::to_string(kMaxPictureSide + 1);
  const std::vector<std::string> texts = {
      "",
      "*",
      "1024",
      "1024*",
      "*1024",
      "1024x768",
      "1024:768",
      "0*1024",
      "1024*0",
      "-1*1024",
      "+1*1024",
      "1024 *768",
      "1024* 768",
      " 1024*768",
      "1.5*2",
      "1e3*1e3",
      "1024*768*",
      "1024**768",
      "1024*768 ",
      "1024*768px",
      "0x10*0x10",
      "auto",
      "1024×768",
      above + "*8",
      "8*" + above,
      "4294967297*8",
      "99999999999999999999*8",
  };
  for (const std::string& text : texts) EXPECT_EQ(parse_picture_size(text), std::nullopt) << text;
}

TEST(SizeOfRatio, GivesMultiplesOfEight) {
  struct Case {
    std::string_view ratio;
    double pixels;
    PictureSize size;
  };
  const std::vector<Case> cases = {
      {"1:1", 1024.0 * 1024, {1024, 1024}}, {"16:9", 1280.0 * 720, {1280, 720}},
      {"9:16", 1280.0 * 720, {720, 1280}},  {"16:9", 1920.0 * 1080, {1920, 1080}},
      {"4:3", 1024.0 * 768, {1024, 768}},   {"2:1", 1024.0 * 1024, {1448, 728}},
      {"32:18", 1280.0 * 720, {1280, 720}}, {"1:1", 4.0, {8, 8}},
      {"1:100", 100.0, {8, 104}},
  };
  for (const Case& c : cases) EXPECT_EQ(size_of_ratio(c.ratio, c.pixels), c.size) << c.ratio;
}

TEST(SizeOfRatio, KeepsProportionsAndPixels) {
  constexpr double kPixels = 1024.0 * 1024;
  for (const std::string_view ratio :
       {"1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21", "5:4", "4:5"}) {
    const auto size = size_of_ratio(ratio, kPixels);
    ASSERT_TRUE(size) << ratio;
    EXPECT_EQ(size->width % 8, 0U) << ratio;
    EXPECT_EQ(size->height % 8, 0U) << ratio;
    const double width = size->width;
    EXPECT_NEAR(width * size->height / kPixels, 1, 0.02) << ratio;
    const double wanted =
        std::stod(std::string(ratio)) / std::stod(std::string(ratio.substr(ratio.find(':') + 1)));
    EXPECT_NEAR(width / size->height / wanted, 1, 0.02) << ratio;
  }
}

TEST(SizeOfRatio, StaysWithinWhatCanBeDrawn) {
  EXPECT_EQ(size_of_ratio("1:1", 1e15), (PictureSize{kMaxPictureSide, kMaxPictureSide}));
  EXPECT_EQ(size_of_ratio("100:1", 1e15), (PictureSize{kMaxPictureSide, kMaxPictureSide}));
  EXPECT_EQ(size_of_ratio("100:1", 1), (PictureSize{8, 8}));
}

TEST(SizeOfRatio, RefusesWhatIsNotARatio) {
  for (const std::string_view ratio : {"", ":", "16", "16:", ":9", "0:1", "1:0", "16*9", "16/9",
                                       "101:1", "1:101", "16:9:1", "-1:1", "1.5:1", "auto"}) {
    EXPECT_EQ(size_of_ratio(ratio, 1e6), std::nullopt) << ratio;
  }
}

}  // namespace
}  // namespace wavespeed_mock
