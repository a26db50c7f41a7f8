#include "media/audio_encoders.h"

#include <FLAC/stream_encoder.h>
#include <lame/lame.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/value/byte_order.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kSampleBytes = 2;
constexpr int kSampleBits = 16;

// Calls `use` with one stretch of samples after the other.
template <class Use>
void each_block(const Tone& tone, Use&& use) {
  std::array<std::int16_t, 4096> buffer;
  for (std::size_t first = 0; first < tone.size(); first += buffer.size()) {
    const auto block = std::span(buffer).first(std::min(buffer.size(), tone.size() - first));
    tone.read(first, block);
    use(std::span<std::int16_t>(block));
  }
}

void append_samples(std::string& out, const Tone& tone) {
  out.reserve(out.size() + kSampleBytes * tone.size());
  each_block(tone, [&](std::span<std::int16_t> block) {
    for (const std::int16_t sample : block) {
      append_little_endian(out, static_cast<std::uint16_t>(sample), kSampleBytes);
    }
  });
}

// ---- FLAC

struct FlacDeleter {
  void operator()(FLAC__StreamEncoder* encoder) const { FLAC__stream_encoder_delete(encoder); }
};

// The file as the encoder writes it: it goes back to the head when it knows the length.
struct FlacFile {
  std::string bytes;
  std::size_t at = 0;
};

FLAC__StreamEncoderWriteStatus on_flac_bytes(const FLAC__StreamEncoder*, const FLAC__byte data[],
                                             std::size_t size, std::uint32_t, std::uint32_t,
                                             void* client) {
  auto& file = *static_cast<FlacFile*>(client);
  try {
    if (file.bytes.size() < file.at + size) file.bytes.resize(file.at + size);
  } catch (const std::exception&) {
    return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;  // must not pass through C
  }
  std::memcpy(file.bytes.data() + file.at, data, size);
  file.at += size;
  return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

FLAC__StreamEncoderSeekStatus on_flac_seek(const FLAC__StreamEncoder*, FLAC__uint64 at,
                                           void* client) {
  static_cast<FlacFile*>(client)->at = at;
  return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

FLAC__StreamEncoderTellStatus on_flac_tell(const FLAC__StreamEncoder*, FLAC__uint64* at,
                                           void* client) {
  *at = static_cast<FlacFile*>(client)->at;
  return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

// ---- MP3

struct LameDeleter {
  void operator()(lame_global_flags* lame) const { lame_close(lame); }
};
using Lame = std::unique_ptr<lame_global_flags, LameDeleter>;

Lame make_lame(const Tone& tone) {
  constexpr int kKilobits = 64;  // in a second
  constexpr int kFastest = 9;
  Lame lame(lame_init());
  if (lame == nullptr) throw std::bad_alloc();
  lame_set_num_samples(lame.get(), tone.size());
  lame_set_in_samplerate(lame.get(), kSampleRate);
  lame_set_out_samplerate(lame.get(), kSampleRate);
  lame_set_num_channels(lame.get(), 1);
  lame_set_mode(lame.get(), MONO);
  lame_set_brate(lame.get(), kKilobits);
  lame_set_quality(lame.get(), kFastest);
  if (lame_init_params(lame.get()) < 0) throw std::runtime_error("cannot encode an MP3");
  return lame;
}

}  // namespace

std::string encode_pcm(const Tone& tone) {
  std::string out;
  append_samples(out, tone);
  return out;
}

std::string encode_wav(const Tone& tone) {
  constexpr std::size_t kHeadBytes = 44;
  constexpr std::size_t kFormatBytes = 16;
  constexpr std::size_t kLinear = 1;
  const std::size_t data_bytes = kSampleBytes * tone.size();
  std::string out;
  out.reserve(kHeadBytes + data_bytes);
  out += "RIFF";
  append_little_endian(out, kHeadBytes - 8 + data_bytes, 4);
  out += "WAVEfmt ";
  append_little_endian(out, kFormatBytes, 4);
  append_little_endian(out, kLinear, 2);
  append_little_endian(out, 1, 2);  // channels
  append_little_endian(out, kSampleRate, 4);
  append_little_endian(out, kSampleRate * kSampleBytes, 4);
  append_little_endian(out, kSampleBytes, 2);
  append_little_endian(out, kSampleBits, 2);
  out += "data";
  append_little_endian(out, data_bytes, 4);
  append_samples(out, tone);
  return out;
}

std::string encode_flac(const Tone& tone) {
  const std::unique_ptr<FLAC__StreamEncoder, FlacDeleter> owner(FLAC__stream_encoder_new());
  FLAC__StreamEncoder* encoder = owner.get();
  if (encoder == nullptr) throw std::bad_alloc();
  FlacFile file;
  bool good =
      FLAC__stream_encoder_set_channels(encoder, 1) != 0 &&
      FLAC__stream_encoder_set_bits_per_sample(encoder, kSampleBits) != 0 &&
      FLAC__stream_encoder_set_sample_rate(encoder, kSampleRate) != 0 &&
      FLAC__stream_encoder_set_compression_level(encoder, 0) != 0 &&
      FLAC__stream_encoder_init_stream(encoder, on_flac_bytes, on_flac_seek, on_flac_tell, nullptr,
                                       &file) == FLAC__STREAM_ENCODER_INIT_STATUS_OK;
  std::vector<FLAC__int32> wide;
  each_block(tone, [&](std::span<std::int16_t> block) {
    wide.assign(block.begin(), block.end());
    good = good && FLAC__stream_encoder_process_interleaved(
                       encoder, wide.data(), static_cast<std::uint32_t>(wide.size())) != 0;
  });
  if (!good || FLAC__stream_encoder_finish(encoder) == 0) {
    throw std::runtime_error("cannot encode a FLAC");
  }
  return std::move(file.bytes);
}

std::string encode_mp3(const Tone& tone) {
  const Lame lame = make_lame(tone);
  std::string out;
  // What lame may need for a block, and for its last frames, by its documentation.
  std::array<unsigned char, 4096 * 5 / 4 + 7200> buffer;
  const auto append = [&](int size) {
    if (size < 0) throw std::runtime_error("cannot encode an MP3");
    out.append(reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(size));
  };
  each_block(tone, [&](std::span<std::int16_t> block) {
    append(lame_encode_buffer(lame.get(), block.data(), nullptr, static_cast<int>(block.size()),
                              buffer.data(), static_cast<int>(buffer.size())));
  });
  append(lame_encode_flush(lame.get(), buffer.data(), static_cast<int>(buffer.size())));
  // The first frame was written as room for the header, which has as many bytes.
  const std::size_t head = lame_get_lametag_frame(lame.get(), buffer.data(), buffer.size());
  if (head > 0 && head <= buffer.size() && head <= out.size()) {
    out.replace(0, head, reinterpret_cast<const char*>(buffer.data()), head);
  }
  return out;
}

}  // namespace wavespeed_mock
