#include "media/audio_encoders.h"

#include <FLAC/stream_decoder.h>
#include <gtest/gtest.h>
#include <lame/lame.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace wavespeed_mock::audio_encoders_test {
namespace {

using Samples = std::vector<std::int16_t>;

Samples samples_of(const Tone& tone) {
  Samples samples(tone.size());
  tone.read(0, samples);
  return samples;
}

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8 | static_cast<std::uint8_t>(bytes.at(at + i));
  return value;
}

Samples from_pcm(const std::string& bytes, std::size_t first = 0) {
  Samples samples;
  for (std::size_t at = first; at + 1 < bytes.size(); at += 2) {
    samples.push_back(static_cast<std::int16_t>(number(bytes, at, 2)));
  }
  return samples;
}

struct Flac {
  const std::string& bytes;
  std::size_t at = 0;
  Samples samples;
  std::uint32_t rate = 0;
  bool broken = false;
};

Flac decode_flac(const std::string& bytes) {
  Flac flac{bytes};
  const std::unique_ptr<FLAC__StreamDecoder, decltype(&FLAC__stream_decoder_delete)> decoder(
      FLAC__stream_decoder_new(), FLAC__stream_decoder_delete);
  FLAC__stream_decoder_set_md5_checking(decoder.get(), true);
  FLAC__stream_decoder_init_stream(
      decoder.get(),
      [](const FLAC__StreamDecoder*, FLAC__byte out[], std::size_t* size, void* client) {
        auto& source = *static_cast<Flac*>(client);
        *size = std::min(*size, source.bytes.size() - source.at);
        std::copy_n(source.bytes.begin() + static_cast<std::ptrdiff_t>(source.at), *size, out);
        source.at += *size;
        return *size == 0 ? FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM
                          : FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
      },
      nullptr, nullptr, nullptr, nullptr,
      [](const FLAC__StreamDecoder*, const FLAC__Frame* frame, const FLAC__int32* const buffer[],
         void* client) {
        auto& sink = *static_cast<Flac*>(client);
        sink.rate = frame->header.sample_rate;
        for (std::uint32_t i = 0; i < frame->header.blocksize; ++i) {
          sink.samples.push_back(static_cast<std::int16_t>(buffer[0][i]));
        }
        return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
      },
      nullptr,
      [](const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void* client) {
        static_cast<Flac*>(client)->broken = true;
      },
      &flac);
  FLAC__stream_decoder_process_until_end_of_stream(decoder.get());
  // False if the samples do not match the checksum in the header.
  if (FLAC__stream_decoder_finish(decoder.get()) == 0) flac.broken = true;
  return flac;
}

Samples decode_mp3(const std::string& bytes, int& rate) {
  const std::unique_ptr<hip_global_flags, decltype(&hip_decode_exit)> decoder(hip_decode_init(),
                                                                              hip_decode_exit);
  Samples samples;
  std::vector<unsigned char> input(bytes.begin(), bytes.end());
  constexpr std::size_t kPiece = 192;  // bytes in a frame of 24 ms
  Samples left(16 * 1152);
  Samples right(left.size());
  mp3data_struct head{};
  for (std::size_t at = 0; at < input.size(); at += kPiece) {
    const int count =
        hip_decode_headers(decoder.get(), &input[at], std::min(kPiece, input.size() - at),
                           left.data(), right.data(), &head);
    if (count < 0) break;
    samples.insert(samples.end(), left.begin(), left.begin() + count);
  }
  rate = head.samplerate;
  return samples;
}

TEST(AudioEncoders, WavHasTheSamplesAfterItsHead) {
  const Tone tone(1.5, 3);
  const std::string file = encode_wav(tone);
  EXPECT_EQ(file.substr(0, 4), "RIFF");
  EXPECT_EQ(number(file, 4, 4), file.size() - 8);
  EXPECT_EQ(file.substr(8, 8), "WAVEfmt ");
  EXPECT_EQ(number(file, 20, 2), 1U) << "PCM";
  EXPECT_EQ(number(file, 22, 2), 1U) << "channels";
  EXPECT_EQ(number(file, 24, 4), 24'000U);
  EXPECT_EQ(number(file, 28, 4), 48'000U) << "bytes per second";
  EXPECT_EQ(number(file, 32, 2), 2U);
  EXPECT_EQ(number(file, 34, 2), 16U);
  EXPECT_EQ(file.substr(36, 4), "data");
  EXPECT_EQ(number(file, 40, 4), 72'000U);
  EXPECT_EQ(from_pcm(file, 44), samples_of(tone));
}

TEST(AudioEncoders, PcmIsTheSamples) {
  const Tone tone(1, 4);
  EXPECT_EQ(from_pcm(encode_pcm(tone)), samples_of(tone));
}

TEST(AudioEncoders, FlacDecodesToTheSamples) {
  const Tone tone(1.7, 5);
  const std::string file = encode_flac(tone);
  const Flac flac = decode_flac(file);
  EXPECT_FALSE(flac.broken);
  EXPECT_EQ(flac.rate, 24'000U);
  EXPECT_EQ(flac.samples, samples_of(tone));
  // The header has the number of samples: 36 bits that end 18 bytes into the block.
  EXPECT_EQ(static_cast<std::uint8_t>(file[25]), tone.size() & 0xff);
  EXPECT_TRUE(decode_flac(file.substr(0, file.size() / 2)).broken);
}

TEST(AudioEncoders, Mp3DecodesToTheTone) {
  const Tone tone(2, 6);
  const std::string file = encode_mp3(tone);
  EXPECT_NE(file.substr(0, 200).find("Info"), std::string::npos) << "the header with the length";
  int rate = 0;
  const Samples samples = decode_mp3(file, rate);
  EXPECT_EQ(rate, 24'000);
  // Encoders add up to three frames of 576 samples of padding.
  EXPECT_GE(samples.size(), tone.size());
  EXPECT_LE(samples.size(), tone.size() + 4 * 576);
  // About as loud in its middle, minus a twentieth for lame: the root mean square of a sine is 0.7
  // of its amplitude.
  double square = 0;
  for (std::size_t i = 12'000; i < 36'000; ++i) square += std::pow(samples.at(i), 2);
  EXPECT_NEAR(std::sqrt(square / 24'000), 6'553 * 0.7071 * 0.95, 100);
}

TEST(AudioEncoders, AreDeterministic) {
  const Tone tone(1, 7);
  for (const auto encode : {encode_wav, encode_pcm, encode_flac, encode_mp3}) {
    EXPECT_EQ(encode(tone), encode(tone));
    EXPECT_NE(encode(tone), encode(Tone(1, 8)));
  }
}

}  // namespace
}  // namespace wavespeed_mock::audio_encoders_test
