#include "media/mp4_file.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/value/byte_order.h"
#include "media/h264_stream.h"

// Boxes as in ISO/IEC 14496-12 and -15.

namespace wavespeed_mock {
namespace {

constexpr std::uint32_t kMaxSide = 4096;      // what levels and players still take
constexpr std::uint32_t kTimescale = 24'000;  // units of time in a second
constexpr std::uint32_t kTicksPerFrame = kTimescale / kFramesPerSecond;

// The frames of a video: all their bytes, and the size of each.
struct Frames {
  std::string bytes;
  std::vector<std::uint32_t> sizes;

  std::uint32_t duration() const {
    return static_cast<std::uint32_t>(sizes.size()) * kTicksPerFrame;
  }
};

// A box: its length and name, then what `parts` hold.
template <class... Parts>
std::string box(std::string_view name, const Parts&... parts) {
  std::string content;
  (content.append(parts), ...);
  std::string out;
  out.reserve(content.size() + 8);
  append_big_endian(out, content.size() + 8, 4);
  out += name;
  out += content;
  return out;
}

// Numbers of four bytes, for the boxes that are made of them.
std::string words(std::initializer_list<std::uint32_t> numbers) {
  std::string out;
  for (const std::uint32_t number : numbers) append_big_endian(out, number, 4);
  return out;
}

std::string halves(std::initializer_list<std::uint32_t> numbers) {
  std::string out;
  for (const std::uint32_t number : numbers) append_big_endian(out, number, 2);
  return out;
}

// The matrix that leaves a picture where it is.
std::string unmoved() {
  return words({0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000});
}

std::string movie_header(std::uint32_t duration) {
  constexpr std::uint32_t kNextTrack = 2;
  return box("mvhd", words({0, 0, 0, kTimescale, duration, 0x10000, 0x01000000, 0, 0}), unmoved(),
             words({0, 0, 0, 0, 0, 0, kNextTrack}));
}

std::string track_header(std::uint32_t duration, const PictureSpec& picture) {
  constexpr std::uint32_t kEnabledInMovie = 3;
  constexpr std::uint32_t kTrack = 1;
  return box("tkhd", words({kEnabledInMovie, 0, 0, kTrack, 0, duration, 0, 0, 0, 0}), unmoved(),
             words({picture.width << 16, picture.height << 16}));
}

std::string media_header(std::uint32_t duration) {
  constexpr std::uint32_t kUndetermined = 0x55c40000;  // the language "und"
  return box("mdhd", words({0, 0, 0, kTimescale, duration, kUndetermined}));
}

std::string handler() {
  using namespace std::string_view_literals;
  return box("hdlr", words({0, 0}), "vide"sv, words({0, 0, 0}), "wavespeed-mock\0"sv);
}

std::string codec_parameters(const H264Stream& stream) {
  const std::string sequence = stream.sequence_parameters();
  const std::string picture = stream.picture_parameters();
  std::string out = "\x01";
  out += sequence.substr(1, 3);  // profile, constraints, level
  out += "\xff\xe1";             // lengths have four bytes; one sequence parameter set
  append_big_endian(out, sequence.size(), 2);
  out += sequence;
  out += '\x01';
  append_big_endian(out, picture.size(), 2);
  out += picture;
  return box("avcC", out);
}

std::string sample_description(const H264Stream& stream, const PictureSpec& picture) {
  constexpr std::uint32_t kDotsPerInch = 72 << 16;
  const std::string name(32, '\0');  // of the encoder, which has none
  const std::string entry =
      box("avc1", words({0}), halves({0, 1}), words({0, 0, 0, 0}),
          halves({picture.width, picture.height}), words({kDotsPerInch, kDotsPerInch, 0}),
          halves({1}), name, halves({0x18, 0xffff}), codec_parameters(stream));
  return box("stsd", words({0, 1}), entry);
}

std::string sample_table(const H264Stream& stream, const PictureSpec& picture, const Frames& frames,
                         std::uint32_t offset) {
  const auto count = static_cast<std::uint32_t>(frames.sizes.size());
  std::string sizes = words({0, 0, count});
  for (const std::uint32_t size : frames.sizes) append_big_endian(sizes, size, 4);
  return box("stbl", sample_description(stream, picture),
             box("stts", words({0, 1, count, kTicksPerFrame})),
             box("stss", words({0, 1, 1})),  // only the first frame is coded by itself
             box("stsc", words({0, 1, 1, count, 1})), box("stsz", sizes),
             box("stco", words({0, 1, offset})));
}

// The index of the file; its length does not depend on `offset`, where the frames begin.
std::string movie(const H264Stream& stream, const PictureSpec& picture, const Frames& frames,
                  std::uint32_t offset) {
  constexpr std::uint32_t kInThisFile = 1;
  const std::string data =
      box("dinf", box("dref", words({0, 1}), box("url ", words({kInThisFile}))));
  const std::string information = box("minf", box("vmhd", words({1, 0, 0})), data,
                                      sample_table(stream, picture, frames, offset));
  const std::uint32_t duration = frames.duration();
  return box("moov", movie_header(duration),
             box("trak", track_header(duration, picture),
                 box("mdia", media_header(duration), handler(), information)));
}

PictureSpec fitting(PictureSpec picture) {
  while (std::max(picture.width, picture.height) > kMaxSide) {
    picture.width = std::max(1U, picture.width / 2);
    picture.height = std::max(1U, picture.height / 2);
  }
  picture.width += picture.width % 2;
  picture.height += picture.height % 2;
  return picture;
}

}  // namespace

std::string encode_mp4(const PictureSpec& wanted, double seconds) {
  const PictureSpec picture = fitting(wanted);
  const auto count =
      static_cast<std::uint32_t>(std::max(1.0, std::round(seconds * kFramesPerSecond)));
  const H264Stream stream(picture, count);
  Frames frames;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t before = frames.bytes.size();
    stream.append_frame(frames.bytes, i);
    frames.sizes.push_back(static_cast<std::uint32_t>(frames.bytes.size() - before));
  }

  std::string file =
      box("ftyp", std::string("isom"), words({0x200}), std::string("isomiso2avc1mp41"));
  const std::size_t index_size = movie(stream, picture, frames, 0).size();
  const auto offset = static_cast<std::uint32_t>(file.size() + index_size + 8);
  file += movie(stream, picture, frames, offset);
  append_big_endian(file, frames.bytes.size() + 8, 4);
  file += "mdat";
  file += frames.bytes;
  return file;
}

}  // namespace wavespeed_mock
