#include "media/duration/mpeg_audio_duration.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/audio_encoders.h"
#include "media/duration/media_duration.h"
#include "support/media_files.h"

namespace wavespeed_mock::mpeg_audio_duration_test {
namespace {

struct Kind {
  std::string name;
  std::uint32_t head;     // of a frame
  std::size_t size;       // of a frame, in bytes
  double seconds;         // of a frame
  std::size_t header_at;  // of "Xing"
};

const std::vector<Kind> kKinds = {
    {"MPEG 1, layer III, 128 kbit/s, 48 kHz", 0xfffb9464, 384, 0.024, 36},
    {"the same, mono, with a checksum", 0xfffa94c4, 384, 0.024, 21},
    {"MPEG 2, layer III, 64 kbit/s, 24 kHz, mono", 0xfff384c4, 192, 0.024, 13},
    {"MPEG 2, layer III, 64 kbit/s, 24 kHz", 0xfff38464, 192, 0.024, 21},
    {"MPEG 2.5, layer III, 8 kbit/s, 8 kHz, mono", 0xffe318c4, 72, 0.072, 13},
    {"MPEG 1, layer II, 192 kbit/s, 48 kHz", 0xfffda464, 576, 0.024, 0},
    {"MPEG 2, layer II, 160 kbit/s, 24 kHz", 0xfff5e464, 960, 0.048, 0},
    {"MPEG 1, layer I, 384 kbit/s, 48 kHz", 0xffffc464, 384, 0.008, 0},
    {"MPEG 2, layer I, 256 kbit/s, 24 kHz", 0xfff7e464, 512, 0.016, 0},
};

std::string frame(const Kind& kind) {
  return big(kind.head, 4) + std::string(kind.size - 4, '\0');
}
std::string frames(const Kind& kind, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += frame(kind);
  return out;
}
std::string frame_with(const Kind& kind, std::size_t at, const std::string& header) {
  std::string out = frame(kind);
  out.replace(at, header.size(), header);
  return out;
}

TEST(MpegAudioDuration, FollowsFromTheBitRate) {
  for (const Kind& kind : kKinds) {
    const auto seconds = mpeg_audio_seconds(frames(kind, 10), false);
    ASSERT_TRUE(seconds) << kind.name;
    EXPECT_NEAR(*seconds, 10 * kind.seconds, 1e-9) << kind.name;
  }
}

TEST(MpegAudioDuration, FollowsFromTheHeaderOfTheEncoder) {
  for (const Kind& kind : kKinds) {
    if (kind.header_at == 0) continue;
    for (const char* name : {"Xing", "Info"}) {
      // With the number of bytes, which does not fit what is there.
      const std::string header = name + words({3, 5000, 1});
      const auto seconds =
          mpeg_audio_seconds(frame_with(kind, kind.header_at, header) + frame(kind), false);
      ASSERT_TRUE(seconds) << kind.name;
      EXPECT_NEAR(*seconds, 5000 * kind.seconds, 1e-9) << kind.name << name;
    }
  }
  const std::string vbri = "VBRI" + big(1, 2) + big(0, 4) + big(0, 4) + big(250, 4);
  EXPECT_EQ(mpeg_audio_seconds(frame_with(kKinds[0], 36, vbri) + frame(kKinds[0]), false), 6);
}

TEST(MpegAudioDuration, LeavesOutWhatTheEncoderAdded) {
  // 576 samples in front and 1728 at the end, that is, two frames.
  const std::string lame = "LAME3.100" + std::string(12, '\0') + big(576 << 12 | 1728, 3);
  const std::string header =
      "Info" + words({0xf, 102, 1}) + std::string(100, '\0') + words({0}) + lame;
  const auto seconds =
      mpeg_audio_seconds(frame_with(kKinds[0], 36, header) + frame(kKinds[0]), false);
  ASSERT_TRUE(seconds);
  EXPECT_NEAR(*seconds, 2.4, 1e-9);
}

TEST(MpegAudioDuration, DoesNotCountTags) {
  const std::string sound = frames(kKinds[0], 50);
  // 300 bytes; the second tag has a footer.
  const std::string tags = "ID3" + big(0x0400'00, 3) + big(0x022c, 4) + std::string(300, 'a') +
                           "ID3" + big(0x0400'10, 3) + big(2, 4) + "ab" + std::string(10, 'f');
  const std::string old_tag = "TAG" + std::string(125, ' ');
  for (const std::string& file :
       {tags + sound, sound + old_tag, tags + std::string(700, '\0') + sound + old_tag}) {
    const auto seconds = media_seconds(file);
    ASSERT_TRUE(seconds);
    EXPECT_NEAR(*seconds, 1.2, 1e-9);
  }
  EXPECT_EQ(media_seconds("ID3" + big(0x0400'00, 3) + words({0x7f7f'7f7f}) + sound), std::nullopt);
}

TEST(MpegAudioDuration, NeedsTwoFrames) {
  const std::string once = frame(kKinds[0]);
  EXPECT_TRUE(mpeg_audio_seconds(once, false));
  EXPECT_FALSE(mpeg_audio_seconds(once + frame(kKinds[2]), false));
  EXPECT_FALSE(mpeg_audio_seconds(once + "text", false));
  EXPECT_FALSE(mpeg_audio_seconds("text" + once + once, false));
  EXPECT_TRUE(mpeg_audio_seconds("text" + once + once, true));
}

TEST(MpegAudioDuration, RefusesInvalidHeads) {
  // A reserved version, layer, bit rate and sample rate; a free bit rate; no mark of a frame.
  for (const std::uint32_t head :
       {0xffeb9464, 0xfff99464, 0xfffbf464, 0xfffb9c64, 0xfffb0464, 0xff7b9464}) {
    const Kind kind{"", head, 384, 0, 0};
    EXPECT_FALSE(mpeg_audio_seconds(frames(kind, 4), false)) << std::hex << head;
  }
}

// ---- AAC

std::string aac_frame(std::uint64_t rate, std::size_t size) {
  return big(0xfff1'0000'001f'fcULL | 1ULL << 38 | rate << 34 | size << 13, 7) +
         std::string(size - 7, '\0');
}

TEST(AdtsDuration, IsThatOfItsFrames) {
  const std::string frame = aac_frame(3, 20) + aac_frame(3, 500);  // 48 kHz
  std::string file;
  for (int i = 0; i < 300; ++i) file += frame;
  const auto seconds = media_seconds(file);
  ASSERT_TRUE(seconds);
  EXPECT_NEAR(*seconds, 12.8, 1e-9);
  EXPECT_EQ(media_seconds(aac_frame(13, 20)), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::mpeg_audio_duration_test
