// How long a video or a sound lasts, as the headers of its file say.
//
// Only headers are read, and nothing is decoded, so that no library is needed: FFmpeg's libavformat
// reads all of these containers, but it is many times larger than the mock, and TagLib reads sounds
// only.
//
// A function without state; any thread may call it.
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

// A longer duration, 115 days, counts as a header that is wrong.
inline constexpr double kLongestMediaSeconds = 1e7;

// Seconds, 0 to kLongestMediaSeconds. Reads MP4, MOV, M4A and 3GP; WebM and Matroska; MP3; AAC; WAV
// and AVI; FLAC; Ogg with Vorbis, Opus, FLAC, Speex or Theora. `bytes` is a whole file. Nullopt for
// any other file, and for one whose headers do not say it. Takes any bytes, in time that grows with
// their number at most; for usual files it depends on their headers alone.
std::optional<double> media_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
