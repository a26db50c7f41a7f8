#include "media/gif_encoder.h"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <exception>
#include <memory>
#include <stdexcept>
#include <vector>

namespace wavespeed_mock {
namespace {

// Every mixture of six reds, seven greens (the eye sees them best) and six blues. The last mixture
// is white.
constexpr int kReds = 6;
constexpr int kGreens = 7;
constexpr int kBlues = 6;
constexpr int kColours = kReds * kGreens * kBlues;
constexpr GifPixelType kWhite = kColours - 1;
constexpr int kPaletteBits = 8;

// When frames change, in hundredths of a second, the unit of the format.
constexpr int kFrameTime = 50;

struct PaletteDeleter {
  void operator()(ColorMapObject* palette) const { GifFreeMapObject(palette); }
};
using Palette = std::unique_ptr<ColorMapObject, PaletteDeleter>;

Palette make_palette() {
  constexpr int kSize = 1 << kPaletteBits;
  Palette palette(GifMakeMapObject(kSize, nullptr));
  if (palette == nullptr) throw std::bad_alloc();
  std::fill_n(palette->Colors, kSize, GifColorType{0, 0, 0});
  for (int i = 0; i < kColours; ++i) {
    palette->Colors[i] = {
        static_cast<GifByteType>(i / (kGreens * kBlues) * 255 / (kReds - 1)),
        static_cast<GifByteType>(i / kBlues % kGreens * 255 / (kGreens - 1)),
        static_cast<GifByteType>(i % kBlues * 255 / (kBlues - 1)),
    };
  }
  return palette;
}

// One of `steps` shades: `threshold`, 0 to 15, decides which way a value in between goes.
int shade(std::uint8_t value, int steps, int threshold) {
  return (value * (steps - 1) * 16 + threshold * 255 + 8) / (255 * 16);
}

// Neighbours round differently, so that their mean is the colour that the palette lacks.
constexpr std::array<std::array<int, 4>, 4> kThresholds = {
    {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}}};

GifPixelType colour_of(const std::uint8_t* rgb, std::size_t x, std::size_t y) {
  const int threshold = kThresholds[y % 4][x % 4];
  const int red = shade(rgb[0], kReds, threshold);
  const int green = shade(rgb[1], kGreens, threshold);
  const int blue = shade(rgb[2], kBlues, threshold);
  return static_cast<GifPixelType>((red * kGreens + green) * kBlues + blue);
}

// The file being written. Errors of giflib are return values; ours are exceptions.
class GifJob {
 public:
  GifJob() {
    int error = 0;
    gif_ = EGifOpen(this, on_bytes, &error);
    if (gif_ == nullptr) throw std::bad_alloc();
    EGifSetGifVersion(gif_, true);
  }
  GifJob(const GifJob&) = delete;
  GifJob& operator=(const GifJob&) = delete;
  ~GifJob() {
    int error = 0;
    if (gif_ != nullptr) EGifCloseFile(gif_, &error);
  }

  GifFileType* gif() const { return gif_; }

  static void need(int result) {
    if (result != GIF_OK) throw std::runtime_error("cannot encode a GIF: out of memory");
  }

  std::string finish() {
    int error = 0;
    const int closed = EGifCloseFile(gif_, &error);
    gif_ = nullptr;
    need(closed);
    return std::move(bytes_);
  }

 private:
  static int on_bytes(GifFileType* gif, const GifByteType* data, int size) {
    try {
      static_cast<GifJob*>(gif->UserData)
          ->bytes_.append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
      return size;
    } catch (const std::exception&) {
      return 0;  // an exception must not pass through C
    }
  }

  GifFileType* gif_ = nullptr;
  std::string bytes_;
};

// How long the image after it stays, in hundredths of a second.
void put_delay(const GifJob& job, int delay) {
  const GraphicsControlBlock control{.DisposalMode = DISPOSE_DO_NOT,
                                     .UserInputFlag = false,
                                     .DelayTime = delay,
                                     .TransparentColor = NO_TRANSPARENT_COLOR};
  std::array<GifByteType, 4> extension{};
  EGifGCBToExtension(&control, extension.data());
  GifJob::need(
      EGifPutExtension(job.gif(), GRAPHICS_EXT_FUNC_CODE, extension.size(), extension.data()));
}

void put_picture(const GifJob& job, const Picture& picture) {
  const auto width = static_cast<int>(picture.width());
  std::vector<std::uint8_t> rgb(picture.row_bytes());
  std::vector<GifPixelType> row(picture.width());
  GifJob::need(
      EGifPutImageDesc(job.gif(), 0, 0, width, static_cast<int>(picture.height()), false, nullptr));
  for (std::uint32_t y = 0; y < picture.height(); ++y) {
    picture.draw_row(y, rgb);
    for (std::size_t x = 0; x < row.size(); ++x) row[x] = colour_of(&rgb[3 * x], x, y);
    GifJob::need(EGifPutLine(job.gif(), row.data(), width));
  }
}

void put_bar(const GifJob& job, int width, int height) {
  std::vector<GifPixelType> row(static_cast<std::size_t>(width));
  GifJob::need(EGifPutImageDesc(job.gif(), 0, 0, width, height, false, nullptr));
  for (int y = 0; y < height; ++y) {
    // giflib may change what it is given.
    std::fill(row.begin(), row.end(), kWhite);
    GifJob::need(EGifPutLine(job.gif(), row.data(), width));
  }
}

}  // namespace

std::string encode_gif(const PictureSpec& spec, double seconds) {
  const Picture picture(spec);
  const auto width = static_cast<int>(picture.width());
  const auto height = static_cast<int>(picture.height());
  const Palette palette = make_palette();
  GifJob job;
  GifJob::need(EGifPutScreenDesc(job.gif(), width, height, kPaletteBits, 0, palette.get()));

  const auto length = static_cast<int>(std::round(seconds * 100));
  if (length > 0) put_delay(job, std::min(length, kFrameTime));
  put_picture(job, picture);
  for (int at = kFrameTime; at < length; at += kFrameTime) {
    put_delay(job, std::min(length - at, kFrameTime));
    const std::int64_t bar = std::int64_t{width} * at / length;
    put_bar(job, std::max(1, static_cast<int>(bar)), std::max(1, height / 48));
  }
  return job.finish();
}

}  // namespace wavespeed_mock
