#include "domain/models/file_signature.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/audio_encoders.h"
#include "media/data_files.h"
#include "media/gif_encoder.h"
#include "media/mp4_file.h"
#include "media/picture_encoders.h"
#include "records/input_schema.h"

namespace wavespeed_mock::file_signature_test {
namespace {

using namespace std::string_literals;

constexpr int kImage = static_cast<int>(ContentKind::image);
constexpr int kVideo = static_cast<int>(ContentKind::video);
constexpr int kAudio = static_cast<int>(ContentKind::audio);
constexpr int kOther = static_cast<int>(ContentKind::other);

TEST(FileSignature, TellsTheKindsOfAFile) {
  struct Case {
    std::string start;
    int kinds;
  };
  const std::vector<Case> cases = {
      {"RIFF\1\2\3\4WEBPVP8 "s, kImage},
      {"BM\1\2\3\4\0\0\0\0\0\0"s, kImage},
      {"II*\0\1\2\3\4"s, kImage},
      {"MM\0*\1\2\3\4"s, kImage},
      {"\0\0\0\x18"
       "ftypheic"s,
       kImage},
      {"\0\0\0\x18"
       "ftypavif"s,
       kImage},
      {"\0\0\0\x18"
       "ftypM4A "s,
       kAudio},
      {"\0\0\0\x18"
       "ftypqt  "s,
       kVideo | kAudio},
      {"\0\0\0\x18"
       "ftyp3gp4"s,
       kVideo | kAudio},
      {"\x1a\x45\xdf\xa3\1"s, kVideo | kAudio},
      {"RIFF\1\2\3\4AVI LIST"s, kVideo},
      {"\0\0\x01\xba\1"s, kVideo},
      {"FLV\x01\5"s, kVideo},
      {"\x30\x26\xb2\x75\x8e"s, kVideo | kAudio},
      {"OggS\0\2"s, kVideo | kAudio},
      {"ID3\4\0"s, kAudio},
      {"\xff\xfb\x90\x64\0\0\0\0\0\0\0\0"s, kAudio},
      {"PK\x03\x04"s, kOther},
  };
  for (const Case& c : cases) EXPECT_EQ(content_kinds(c.start), c.kinds) << c.start;
}

TEST(FileSignature, KnowsTheFilesThatTasksReturn) {
  const PictureSpec picture{};
  EXPECT_EQ(content_kinds(encode_picture(picture, PictureFormat::png)), kImage);
  EXPECT_EQ(content_kinds(encode_picture(picture, PictureFormat::jpeg)), kImage);
  EXPECT_EQ(content_kinds(encode_picture(picture, PictureFormat::webp)), kImage);
  EXPECT_EQ(content_kinds(encode_gif(picture, 0)), kImage | kVideo);
  EXPECT_EQ(content_kinds(encode_mp4(picture, 1)), kVideo | kAudio);
  EXPECT_EQ(content_kinds(encode_mp3({1, 0})), kAudio);
  EXPECT_EQ(content_kinds(encode_wav({1, 0})), kAudio);
  EXPECT_EQ(content_kinds(encode_flac({1, 0})), kAudio);
  EXPECT_EQ(content_kinds(encode_glb({}, 0)), kOther);
}

TEST(FileSignature, KnowsNothingOfOtherBytes) {
  for (const std::string& bytes :
       {""s, "B"s, "BM"s, "BMW"s, "\xff\xfb"s, "RIFF"s, "RIFF\1\2\3\4"s, "GIF"s, "cat"s,
        "\0\0\0\x18"
        "fty"s,
        "{\"a\": 1}     "s}) {
    EXPECT_EQ(content_kinds(bytes), 0) << bytes;
  }
}

}  // namespace
}  // namespace wavespeed_mock::file_signature_test
