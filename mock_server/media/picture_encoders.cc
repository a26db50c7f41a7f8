#include "media/picture_encoders.h"

#include <cstdio>  // before jpeglib.h, which needs FILE

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

// libpng and libjpeg report an error by a jump out of themselves. A jump must not skip a
// destructor, and an exception must not pass through C. So, for both: what needs a destructor is
// owned by the caller of the function that calls setjmp, that function has plain values only, and
// callbacks do not throw.

namespace wavespeed_mock {
namespace {

using Row = std::span<std::uint8_t>;

// False when memory runs out.
bool append(std::string& bytes, const void* data, std::size_t size) noexcept {
  try {
    bytes.append(static_cast<const char*>(data), size);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

// ---- PNG

struct PngJob {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string bytes;
  char problem[200] = "out of memory";

  PngJob() = default;
  PngJob(const PngJob&) = delete;
  PngJob& operator=(const PngJob&) = delete;
  ~PngJob() { png_destroy_write_struct(&png, &info); }
};

[[noreturn]] void on_png_error(png_structp png, png_const_charp message) {
  auto& problem = static_cast<PngJob*>(png_get_error_ptr(png))->problem;
  std::snprintf(problem, sizeof problem, "%s", message);
  png_longjmp(png, 1);
}

void on_png_warning(png_structp, png_const_charp) {}

void on_png_bytes(png_structp png, png_bytep data, std::size_t size) {
  if (!append(static_cast<PngJob*>(png_get_io_ptr(png))->bytes, data, size)) {
    png_error(png, "out of memory");
  }
}

bool write_png(PngJob& job, const Picture& picture, Row row) {
  if (setjmp(png_jmpbuf(job.png)) != 0) return false;
  png_set_write_fn(job.png, &job, on_png_bytes, nullptr);
  png_set_IHDR(job.png, job.info, picture.width(), picture.height(), 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  // Without a filter, a row is mostly a repetition of the one above: faster and smaller than the
  // differences that a filter would leave.
  png_set_filter(job.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level(job.png, Z_BEST_SPEED);
  png_write_info(job.png, job.info);
  for (std::uint32_t y = 0; y < picture.height(); ++y) {
    picture.draw_row(y, row);
    png_write_row(job.png, row.data());
  }
  png_write_end(job.png, nullptr);
  return true;
}

std::string encode_png(const Picture& picture) {
  std::vector<std::uint8_t> row(picture.row_bytes());
  PngJob job;
  job.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &job, on_png_error, on_png_warning);
  if (job.png != nullptr) job.info = png_create_info_struct(job.png);
  if (job.info == nullptr || !write_png(job, picture, row)) {
    throw std::runtime_error(std::string("cannot encode a PNG: ") + job.problem);
  }
  return std::move(job.bytes);
}

// ---- JPEG

struct JpegJob {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  jpeg_destination_mgr destination{};
  std::jmp_buf stop{};
  std::array<JOCTET, 16384> buffer{};
  std::string bytes;
  char problem[JMSG_LENGTH_MAX] = "out of memory";

  JpegJob() = default;
  JpegJob(const JpegJob&) = delete;
  JpegJob& operator=(const JpegJob&) = delete;
  ~JpegJob() { jpeg_destroy_compress(&info); }

  static JpegJob& of(j_common_ptr info) { return *static_cast<JpegJob*>(info->client_data); }
  static JpegJob& of(j_compress_ptr info) { return *static_cast<JpegJob*>(info->client_data); }

  void rewind() {
    destination.next_output_byte = buffer.data();
    destination.free_in_buffer = buffer.size();
  }
};

[[noreturn]] void on_jpeg_error(j_common_ptr info) {
  JpegJob& job = JpegJob::of(info);
  job.errors.format_message(info, job.problem);
  std::longjmp(job.stop, 1);
}

void on_jpeg_message(j_common_ptr) {}

void on_jpeg_begin(j_compress_ptr info) {
  JpegJob::of(info).rewind();
}

boolean on_jpeg_buffer_full(j_compress_ptr info) {
  JpegJob& job = JpegJob::of(info);
  if (!append(job.bytes, job.buffer.data(), job.buffer.size())) std::longjmp(job.stop, 1);
  job.rewind();
  return TRUE;
}

void on_jpeg_end(j_compress_ptr info) {
  JpegJob& job = JpegJob::of(info);
  const std::size_t used = job.buffer.size() - job.destination.free_in_buffer;
  if (!append(job.bytes, job.buffer.data(), used)) std::longjmp(job.stop, 1);
}

bool write_jpeg(JpegJob& job, const Picture& picture, Row row) {
  job.info.err = jpeg_std_error(&job.errors);
  job.info.client_data = &job;
  job.errors.error_exit = on_jpeg_error;
  job.errors.output_message = on_jpeg_message;
  if (setjmp(job.stop) != 0) return false;
  jpeg_create_compress(&job.info);

  job.destination.init_destination = on_jpeg_begin;
  job.destination.empty_output_buffer = on_jpeg_buffer_full;
  job.destination.term_destination = on_jpeg_end;
  job.info.dest = &job.destination;

  job.info.image_width = picture.width();
  job.info.image_height = picture.height();
  job.info.input_components = 3;
  job.info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&job.info);
  jpeg_set_quality(&job.info, 85, TRUE);
  jpeg_start_compress(&job.info, TRUE);
  for (std::uint32_t y = 0; y < picture.height(); ++y) {
    picture.draw_row(y, row);
    JSAMPROW pixels = row.data();
    jpeg_write_scanlines(&job.info, &pixels, 1);
  }
  jpeg_finish_compress(&job.info);
  return true;
}

std::string encode_jpeg(const Picture& picture) {
  std::vector<std::uint8_t> row(picture.row_bytes());
  JpegJob job;
  if (!write_jpeg(job, picture, row)) {
    throw std::runtime_error(std::string("cannot encode a JPEG: ") + job.problem);
  }
  return std::move(job.bytes);
}

// ---- WebP: errors are return values

struct WebpJob {
  WebPPicture picture{};
  std::string bytes;

  WebpJob() = default;
  WebpJob(const WebpJob&) = delete;
  WebpJob& operator=(const WebpJob&) = delete;
  ~WebpJob() { WebPPictureFree(&picture); }
};

int on_webp_bytes(const std::uint8_t* data, std::size_t size, const WebPPicture* picture) {
  return append(static_cast<WebpJob*>(picture->custom_ptr)->bytes, data, size) ? 1 : 0;
}

std::string encode_webp(const Picture& picture) {
  const std::size_t row_bytes = picture.row_bytes();
  std::vector<std::uint8_t> pixels(row_bytes * picture.height());
  for (std::uint32_t y = 0; y < picture.height(); ++y) {
    picture.draw_row(y, Row(pixels).subspan(y * row_bytes, row_bytes));
  }

  WebPConfig config;
  WebpJob job;
  const bool same_version = WebPConfigInit(&config) != 0 && WebPPictureInit(&job.picture) != 0;
  if (!same_version) throw std::runtime_error("cannot encode a WebP: wrong version of libwebp");
  // The fastest there is; lossless takes half as long again and five times the bytes.
  config.method = 0;
  config.quality = 85;
  job.picture.width = static_cast<int>(picture.width());
  job.picture.height = static_cast<int>(picture.height());
  job.picture.writer = on_webp_bytes;
  job.picture.custom_ptr = &job;
  if (WebPPictureImportRGB(&job.picture, pixels.data(), static_cast<int>(row_bytes)) == 0 ||
      WebPEncode(&config, &job.picture) == 0) {
    // A WebPEncodingError; for some of its own allocations libwebp leaves it at 0.
    const int code = job.picture.error_code;
    throw std::runtime_error(
        "cannot encode a WebP: " +
        (code == VP8_ENC_OK ? "out of memory" : "libwebp's error " + std::to_string(code)));
  }
  return std::move(job.bytes);
}

}  // namespace

std::string encode_picture(const PictureSpec& spec, PictureFormat format) {
  const Picture picture(spec);
  switch (format) {
    case PictureFormat::png:
      return encode_png(picture);
    case PictureFormat::jpeg:
      return encode_jpeg(picture);
    case PictureFormat::webp:
      break;
  }
  return encode_webp(picture);
}

}  // namespace wavespeed_mock
