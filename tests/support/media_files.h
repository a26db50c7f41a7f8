// Small media files for tests of durations, written by hand: containers with headers only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/value/byte_order.h"

namespace wavespeed_mock {

inline std::string big(std::uint64_t number, std::size_t bytes) {
  std::string out;
  append_big_endian(out, number, bytes);
  return out;
}
inline std::string little(std::uint64_t number, std::size_t bytes) {
  std::string out;
  append_little_endian(out, number, bytes);
  return out;
}
inline std::string words(std::initializer_list<std::uint32_t> numbers) {
  std::string out;
  for (const std::uint32_t number : numbers) append_big_endian(out, number, 4);
  return out;
}

// A box of ISO media.
inline std::string box(std::string_view name, const std::string& content) {
  return big(content.size() + 8, 4) + std::string(name) + content;
}

// An element of Matroska; its length has eight bytes.
inline std::string element(std::uint32_t id, const std::string& content) {
  const std::size_t bytes = id > 0xff'ffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;
  return big(id, bytes) + '\x01' + big(content.size(), 7) + content;
}
// The start of one whose length is not known.
inline std::string open_element(std::uint32_t id) {
  return big(id, 4) + "\x01\xff\xff\xff\xff\xff\xff\xff";
}

// A chunk of RIFF.
inline std::string chunk(std::string_view name, const std::string& content) {
  return std::string(name) + little(content.size(), 4) + content +
         std::string(content.size() % 2, '\0');
}
inline std::string riff(std::string_view form, const std::string& chunks) {
  return chunk("RIFF", std::string(form) + chunks);
}

// A page of Ogg with one packet of less than 255 bytes. `flags`: 2 for the first page of a stream.
inline std::string ogg_page(int flags, std::uint64_t position, std::uint32_t stream,
                            const std::string& packet) {
  return std::string("OggS\0", 5) + static_cast<char>(flags) + little(position, 8) +
         little(stream, 4) + little(0, 8) + '\x01' + static_cast<char>(packet.size()) + packet;
}

// A sound of Opus of that many samples, of which 48,000 are a second, and 312 in front are skipped.
inline std::string opus_file(std::uint64_t samples) {
  const std::string head = std::string("OpusHead\x01\x01", 10) + little(312, 2) + little(48'000, 4);
  return ogg_page(2, 0, 7, head + std::string(3, '\0')) + ogg_page(0, 0, 7, "OpusTags") +
         ogg_page(4, samples + 312, 7, "sound");
}

// An MP4 whose header says that it lasts `milliseconds`.
inline std::string mp4_file(std::uint32_t milliseconds) {
  return box("ftyp", "isom") +
         box("moov", box("mvhd", words({0, 0, 0, 1000, milliseconds, 0x10000})));
}

}  // namespace wavespeed_mock
