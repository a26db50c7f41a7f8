#include "media/gif_encoder.h"

#include <gif_lib.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <vector>

namespace wavespeed_mock::gif_encoder_test {
namespace {

struct Source {
  const std::string& bytes;
  std::size_t at = 0;
};

int read(GifFileType* gif, GifByteType* out, int size) {
  auto& source = *static_cast<Source*>(gif->UserData);
  const std::size_t count =
      std::min(static_cast<std::size_t>(size), source.bytes.size() - source.at);
  std::copy_n(source.bytes.begin() + static_cast<std::ptrdiff_t>(source.at), count, out);
  source.at += count;
  return static_cast<int>(count);
}

struct Closer {
  void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Closer>;

// Null if giflib refuses the file.
Gif decode(const std::string& bytes) {
  Source source{bytes};
  Gif gif(DGifOpen(&source, read, nullptr));
  if (gif != nullptr && DGifSlurp(gif.get()) != GIF_OK) gif.reset();
  return gif;
}

int delay(const Gif& gif, int image) {
  GraphicsControlBlock control{};
  return DGifSavedExtensionToGCB(gif.get(), image, &control) == GIF_OK ? control.DelayTime : -1;
}

TEST(GifEncoder, DecodesToThePicture) {
  const PictureSpec spec{200, 120, 3, {.title = "acme/x"}};
  const Gif gif = decode(encode_gif(spec, 0));
  ASSERT_NE(gif, nullptr);
  EXPECT_EQ(gif->SWidth, 200);
  EXPECT_EQ(gif->SHeight, 120);
  ASSERT_EQ(gif->ImageCount, 1);
  const Picture picture(spec);
  std::vector<std::uint8_t> row(picture.row_bytes());
  double difference = 0;
  int worst = 0;
  for (std::uint32_t y = 0; y < 120; ++y) {
    picture.draw_row(y, row);
    for (std::size_t x = 0; x < 200; ++x) {
      const GifColorType& c = gif->SColorMap->Colors[gif->SavedImages[0].RasterBits[y * 200 + x]];
      const int shades[] = {c.Red, c.Green, c.Blue};
      for (std::size_t i = 0; i < 3; ++i) {
        worst = std::max(worst, std::abs(shades[i] - row[3 * x + i]));
        difference += shades[i] - row[3 * x + i];
      }
    }
  }
  EXPECT_LE(worst, 51) << "one step of the palette";
  EXPECT_LE(std::abs(difference / (3 * 200 * 120)), 4)
      << "dithering cancels the errors of neighbouring pixels";
}

TEST(GifEncoder, HasTheRequestedDuration) {
  const Gif gif = decode(encode_gif({200, 96, 3}, 5.2));
  ASSERT_NE(gif, nullptr);
  ASSERT_EQ(gif->ImageCount, 11);
  int length = 0;
  int bar = 0;
  for (int i = 0; i < gif->ImageCount; ++i) {
    length += delay(gif, i);
    const GifImageDesc& part = gif->SavedImages[i].ImageDesc;
    if (i == 0) continue;
    EXPECT_GT(part.Width, bar) << "the bar grows";
    EXPECT_LT(part.Width, 200);
    EXPECT_EQ(part.Height, 2);
    bar = part.Width;
    const GifColorType& c = gif->SColorMap->Colors[gif->SavedImages[i].RasterBits[0]];
    EXPECT_EQ(c.Red + c.Green + c.Blue, 3 * 255);
  }
  EXPECT_EQ(length, 520);
}

TEST(GifEncoder, EncodesTheSmallestAndTheLongest) {
  for (const PictureSpec& spec : {PictureSpec{1, 1, 1}, PictureSpec{kMaxPictureSide, 1, 1},
                                  PictureSpec{1, kMaxPictureSide, 1}}) {
    const Gif gif = decode(encode_gif(spec, 1));
    ASSERT_NE(gif, nullptr) << spec.width;
    EXPECT_EQ(gif->SWidth, static_cast<int>(spec.width));
    EXPECT_EQ(gif->ImageCount, 2);
  }
  EXPECT_THROW(encode_gif({0, 1, 1}, 0), std::invalid_argument);
}

TEST(GifEncoder, ProducesFilesWhoseTruncationIsDetected) {
  std::string file = encode_gif({200, 100, 9}, 0);
  EXPECT_EQ(file.back(), ';');
  file.resize(file.size() / 2);
  EXPECT_EQ(decode(file), nullptr);
}

}  // namespace
}  // namespace wavespeed_mock::gif_encoder_test
