#include "domain/models/file_signature.h"

#include <algorithm>

namespace wavespeed_mock {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view start;
  std::size_t at;           // of `more`
  std::string_view more{};  // what follows after bytes that differ
  std::uint8_t kinds;
};

// The first one that fits counts.
constexpr Signature kSignatures[] = {
    {.start = "\x89PNG\r\n\x1a\n"sv, .at = 0, .kinds = kImageContent},
    {.start = "\xff\xd8\xff"sv, .at = 0, .kinds = kImageContent},  // JPEG
    {.start = "RIFF"sv, .at = 8, .more = "WEBP"sv, .kinds = kImageContent},
    {.start = "GIF8"sv, .at = 0, .kinds = kImageContent | kVideoContent},
    {.start = "II*\0"sv, .at = 0, .kinds = kImageContent},  // TIFF
    {.start = "MM\0*"sv, .at = 0, .kinds = kImageContent},
    // The family of MP4: HEIC and AVIF are pictures, M4A is a sound, all others can be either.
    {.start = ""sv, .at = 4, .more = "ftyphei"sv, .kinds = kImageContent},
    {.start = ""sv, .at = 4, .more = "ftypavi"sv, .kinds = kImageContent},
    {.start = ""sv, .at = 4, .more = "ftypmif1"sv, .kinds = kImageContent},
    {.start = ""sv, .at = 4, .more = "ftypM4A"sv, .kinds = kAudioContent},
    {.start = ""sv, .at = 4, .more = "ftyp"sv, .kinds = kVideoContent | kAudioContent},
    {.start = "\x1a\x45\xdf\xa3"sv,
     .at = 0,
     .kinds = kVideoContent | kAudioContent},  // WebM, Matroska
    {.start = "RIFF"sv, .at = 8, .more = "AVI "sv, .kinds = kVideoContent},
    {.start = "\0\0\x01\xba"sv, .at = 0, .kinds = kVideoContent},  // MPEG
    {.start = "\0\0\x01\xb3"sv, .at = 0, .kinds = kVideoContent},
    {.start = "FLV\x01"sv, .at = 0, .kinds = kVideoContent},
    {.start = "\x30\x26\xb2\x75"sv, .at = 0, .kinds = kVideoContent | kAudioContent},  // WMV, WMA
    {.start = "OggS"sv, .at = 0, .kinds = kVideoContent | kAudioContent},
    {.start = "RIFF"sv, .at = 8, .more = "WAVE"sv, .kinds = kAudioContent},
    {.start = "fLaC"sv, .at = 0, .kinds = kAudioContent},
    {.start = "ID3"sv, .at = 0, .kinds = kAudioContent},
    {.start = "glTF"sv, .at = 0, .kinds = kOtherContent},
    {.start = "PK\x03\x04"sv, .at = 0, .kinds = kOtherContent},
};

// Signatures that are so short that other texts begin so too: too little to tell a file by.
std::uint8_t kinds_of_short_signature(std::string_view bytes) {
  if (bytes.size() < kSignatureBytes) return 0;
  if (bytes.starts_with("BM")) return kImageContent;
  // A frame of MP3 or AAC begins with eleven ones.
  const bool is_sound_frame =
      bytes[0] == '\xff' && (static_cast<unsigned char>(bytes[1]) & 0xe0U) == 0xe0U;
  return is_sound_frame ? kAudioContent : 0;
}

}  // namespace

std::uint8_t content_kinds(std::string_view bytes) {
  const auto* const found = std::ranges::find_if(kSignatures, [&](const Signature& signature) {
    return bytes.starts_with(signature.start) &&
           (signature.more.empty() || (bytes.size() > signature.at &&
                                       bytes.substr(signature.at).starts_with(signature.more)));
  });
  if (found != std::end(kSignatures)) return found->kinds;
  return kinds_of_short_signature(bytes);
}

}  // namespace wavespeed_mock
