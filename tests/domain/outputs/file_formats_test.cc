#include "domain/outputs/file_formats.h"

#include <gtest/gtest.h>

#include <set>

namespace wavespeed_mock::file_formats_test {
namespace {

constexpr MediaKind kKinds[] = {MediaKind::image,    MediaKind::video, MediaKind::audio,
                                MediaKind::model_3d, MediaKind::text,  MediaKind::file};

bool is_output_of(const FileFormat& format, MediaKind kind) {
  return format.outputs[0] == kind || format.outputs[1] == kind;
}

TEST(FileFormats, HaveEachExtensionOnce) {
  std::set<std::string_view> extensions;
  for (const FileFormat& format : file_formats()) {
    EXPECT_TRUE(extensions.insert(format.extension).second) << format.extension;
    EXPECT_EQ(find_format(format.extension), &format);
  }
  for (const char* unknown : {"", "PNG", ".png", "pn", "pngs", "exe"}) {
    EXPECT_EQ(find_format(unknown), nullptr) << unknown;
  }
}

TEST(FileFormats, HaveOneDefaultForEachKindOfOutput) {
  for (const MediaKind kind : kKinds) {
    int defaults = 0;
    for (const FileFormat& format : file_formats()) {
      defaults += format.is_default && is_output_of(format, kind) ? 1 : 0;
    }
    EXPECT_EQ(defaults, 1) << static_cast<int>(kind);
  }
}

TEST(FileFormats, HaveAnEncoderWhereTasksReturnThem) {
  for (const FileFormat& format : file_formats()) {
    EXPECT_EQ(format.encode != nullptr, format.outputs[0].has_value()) << format.extension;
    EXPECT_TRUE(format.outputs[0] || format.upload) << format.extension << " is of no use";
  }
}

TEST(FileFormats, AreFoundByAnyOfTheirMediaTypes) {
  for (const FileFormat& format : file_formats()) {
    const FileFormat* const found = find_format_of_type(format.media_type);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->media_type, format.media_type);
    EXPECT_EQ(found->upload, format.upload);
    for (const std::string_view other : format.other_media_types) {
      EXPECT_EQ(find_format_of_type(other), other.empty() ? nullptr : &format) << other;
    }
  }
  EXPECT_EQ(find_format_of_type("image/jpeg")->extension, "jpg") << "the usual one";
  EXPECT_EQ(find_format_of_type("audio/wave")->extension, "wav");
  for (const char* unknown : {"", "image", "image/x-portable-pixmap", "text/html"}) {
    EXPECT_EQ(find_format_of_type(unknown), nullptr) << unknown;
  }
}

TEST(FileFormats, OfOutputsAreWhatIsWantedOrTheDefault) {
  EXPECT_EQ(output_format(MediaKind::image, "png").extension, "png");
  EXPECT_EQ(output_format(MediaKind::image, "").extension, "jpeg");
  EXPECT_EQ(output_format(MediaKind::image, "mp4").extension, "jpeg") << "that is a video's";
  EXPECT_EQ(output_format(MediaKind::image, "avif").extension, "jpeg") << "only uploaded";
  EXPECT_EQ(output_format(MediaKind::video, "gif").extension, "gif");
  EXPECT_EQ(output_format(MediaKind::video, "").extension, "mp4");
}

}  // namespace
}  // namespace wavespeed_mock::file_formats_test
