#include "domain/uploads/upload_types.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wavespeed_mock::upload_types_test {
namespace {

constexpr auto kMedia = UploadTypes::media;
constexpr auto kAny = UploadTypes::any;

TEST(UploadTypes, AreRecognisedByContentTypeOrExtension) {
  struct Case {
    std::string content_type;
    std::string filename;
    UploadKind kind;
    std::string result;
    std::string extension;
  };
  const std::vector<Case> cases = {
      {"image/png", "a.png", UploadKind::image, "image/png", "png"},
      {"image/jpeg", "upload", UploadKind::image, "image/jpeg", "jpg"},
      {"video/mp4", "v.mp4", UploadKind::video, "video/mp4", "mp4"},
      {"audio/mpeg", "s.mp3", UploadKind::audio, "audio/mpeg", "mp3"},
      // Audio types that are not registered with IANA, but sent by two clients.
      {"audio/x-wav", "s.wav", UploadKind::audio, "audio/x-wav", "wav"},
      {"audio/x-flac", "s", UploadKind::audio, "audio/x-flac", "flac"},
      {"image/x-portable-pixmap", "a.ppm", UploadKind::image, "image/x-portable-pixmap", ""},
      {"Image/PNG; a=b", "a", UploadKind::image, "Image/PNG; a=b", "png"},
      // The content type takes precedence over the extension.
      {"video/webm", "a.png", UploadKind::video, "video/webm", "webm"},
      // The form that the CLI and the Go client send.
      {"application/octet-stream", "a.PNG", UploadKind::image, "image/png", "png"},
      {"application/octet-stream", "a.tar.flac", UploadKind::audio, "audio/flac", "flac"},
      {"", "a.jpeg", UploadKind::image, "image/jpeg", "jpeg"},
      {"", "a.mov", UploadKind::video, "video/quicktime", "mov"},
      {"text/plain", "a.png", UploadKind::image, "image/png", "png"},
      // The others that the service's page lists.
      {"", "a.bmp", UploadKind::image, "image/bmp", "bmp"},
      {"", "a.tiff", UploadKind::image, "image/tiff", "tiff"},
      {"", "a.avi", UploadKind::video, "video/x-msvideo", "avi"},
      {"", "a.wmv", UploadKind::video, "video/x-ms-wmv", "wmv"},
      {"", "a.flv", UploadKind::video, "video/x-flv", "flv"},
      {"", "a.mkv", UploadKind::video, "video/x-matroska", "mkv"},
      {"", "a.3GP", UploadKind::video, "video/3gpp", "3gp"},
      {"", "a.ogv", UploadKind::video, "video/ogg", "ogv"},
      {"video/3gpp", "a", UploadKind::video, "video/3gpp", "3gp"},
      {"", "a.ogg", UploadKind::audio, "audio/ogg", "ogg"},
      {"", "a.aac", UploadKind::audio, "audio/aac", "aac"},
      {"", "a.m4a", UploadKind::audio, "audio/mp4", "m4a"},
      {"", "a.opus", UploadKind::audio, "audio/opus", "opus"},
      // Inputs of training models.
      {"", "set.zip", UploadKind::file, "application/zip", "zip"},
      {"application/zip", "set", UploadKind::file, "application/zip", "zip"},
      // An unnamed stream of unknown type.
      {"", "upload", UploadKind::file, "application/octet-stream", ""},
      {"application/octet-stream", "blob", UploadKind::file, "application/octet-stream", ""},
  };
  for (const Case& c : cases) {
    for (const UploadTypes allowed : {kMedia, kAny}) {
      const auto type = find_file_type(c.content_type, c.filename, allowed);
      ASSERT_TRUE(type) << c.content_type << " " << c.filename;
      EXPECT_EQ(type->kind, c.kind) << c.content_type << " " << c.filename;
      EXPECT_EQ(type->content_type, c.result) << c.filename;
      EXPECT_EQ(type->extension, c.extension) << c.content_type << " " << c.filename;
    }
  }
}

TEST(UploadTypes, ExcludeOthersUnlessAnyTypeIsAllowed) {
  struct Case {
    std::string content_type;
    std::string filename;
    std::string result;
  };
  const std::vector<Case> cases = {
      {"text/plain", "a.txt", "text/plain"},
      {"text/html", "a", "text/html"},
      {"", "a.exe", "application/octet-stream"},
      {"application/octet-stream", "notes.txt", "application/octet-stream"},
      {"application/pdf", "a", "application/pdf"},
      {"imagepng", "a", "imagepng"},
      // What some models take: 3D models and LoRA weights.
      {"", "cube.glb", "application/octet-stream"},
      {"model/gltf-binary", "cube.glb", "model/gltf-binary"},
      {"", "style.safetensors", "application/octet-stream"},
  };
  for (const Case& c : cases) {
    EXPECT_FALSE(find_file_type(c.content_type, c.filename, kMedia)) << c.filename;
    const auto type = find_file_type(c.content_type, c.filename, kAny);
    ASSERT_TRUE(type);
    EXPECT_EQ(type->kind, UploadKind::file);
    EXPECT_EQ(type->content_type, c.result);
    EXPECT_EQ(type->extension, "");
  }
}

TEST(UploadTypes, HaveTheNamesUsedInResponses) {
  EXPECT_EQ(to_text(UploadKind::image), "image");
  EXPECT_EQ(to_text(UploadKind::video), "video");
  EXPECT_EQ(to_text(UploadKind::audio), "audio");
  EXPECT_EQ(to_text(UploadKind::file), "file");
}

TEST(UploadTypes, MatchTheErrorMessage) {
  const std::string message(allowed_file_types());
  int endings = 0;
  for (std::size_t at = message.find(" ."); at != std::string::npos; at = message.find(" .", at)) {
    const std::size_t end = message.find_first_of(", ", ++at);
    const std::string name = "a" + message.substr(at, end == std::string::npos ? end : end - at);
    EXPECT_TRUE(find_file_type("", name, kMedia)) << name;
    ++endings;
  }
  EXPECT_EQ(endings, 12);
}

TEST(UploadTypes, FindExtensions) {
  EXPECT_EQ(extension_of("a.png"), "png");
  EXPECT_EQ(extension_of("a.b.PNG"), "PNG");
  EXPECT_EQ(extension_of("a"), "");
  EXPECT_EQ(extension_of("a."), "");
  EXPECT_EQ(extension_of(""), "");
}

}  // namespace
}  // namespace wavespeed_mock::upload_types_test
