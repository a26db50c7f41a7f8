// Decoders of pictures, by the libraries that people's programs use, for tests of what is encoded.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdio>  // before jpeglib.h, which needs FILE

#include <jpeglib.h>
#include <png.h>
#include <webp/decode.h>

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wavespeed_mock {

// The result of a decoder; the sides are 0 if it refused the file.
struct DecodedPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<std::uint8_t> rgb;
};

inline DecodedPicture decode_png(const std::string& file) {
  DecodedPicture decoded;
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return decoded;
  image.format = PNG_FORMAT_RGB;
  decoded.rgb.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, decoded.rgb.data(), 0, nullptr) == 0) return decoded;
  decoded.width = image.width;
  decoded.height = image.height;
  return decoded;
}

struct JpegReading {
  jpeg_decompress_struct info{};
  jpeg_error_mgr errors{};
  std::jmp_buf stop{};
};

// Only trivial types here: longjmp skips destructors in this frame.
inline bool read_jpeg(JpegReading& reading, const std::string& file, DecodedPicture& decoded) {
  reading.info.err = jpeg_std_error(&reading.errors);
  reading.info.client_data = &reading;
  reading.errors.error_exit = [](j_common_ptr info) {
    std::longjmp(static_cast<JpegReading*>(info->client_data)->stop, 1);
  };
  reading.errors.output_message = [](j_common_ptr) {};
  if (setjmp(reading.stop) != 0) return false;
  jpeg_create_decompress(&reading.info);
  jpeg_mem_src(&reading.info, reinterpret_cast<const unsigned char*>(file.data()), file.size());
  jpeg_read_header(&reading.info, TRUE);
  jpeg_start_decompress(&reading.info);
  const std::size_t row_bytes = std::size_t{3} * reading.info.output_width;
  decoded.rgb.resize(row_bytes * reading.info.output_height);
  while (reading.info.output_scanline < reading.info.output_height) {
    JSAMPROW row = decoded.rgb.data() + row_bytes * reading.info.output_scanline;
    jpeg_read_scanlines(&reading.info, &row, 1);
  }
  jpeg_finish_decompress(&reading.info);
  return reading.errors.num_warnings == 0;  // a file cut short is only a warning
}

inline DecodedPicture decode_jpeg(const std::string& file) {
  DecodedPicture decoded;
  JpegReading reading;
  if (read_jpeg(reading, file, decoded)) {
    decoded.width = reading.info.output_width;
    decoded.height = reading.info.output_height;
  }
  jpeg_destroy_decompress(&reading.info);
  return decoded;
}

inline DecodedPicture decode_webp(const std::string& file) {
  DecodedPicture decoded;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(file.data());
  int width = 0;
  int height = 0;
  std::uint8_t* rgb = WebPDecodeRGB(bytes, file.size(), &width, &height);
  if (rgb == nullptr) return decoded;
  decoded.width = static_cast<std::uint32_t>(width);
  decoded.height = static_cast<std::uint32_t>(height);
  decoded.rgb.assign(rgb, rgb + std::size_t{3} * decoded.width * decoded.height);
  WebPFree(rgb);
  return decoded;
}

}  // namespace wavespeed_mock
