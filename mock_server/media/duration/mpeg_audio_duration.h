// The duration of MPEG sounds: MP3, its older layers I or II (ISO/IEC 11172-3, 13818-3).
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

// `bytes` after the ID3v2 tags at its front.
std::string_view without_id3_tags(std::string_view bytes);

// By the header that encoders write into the first frame, without the silence that they add; in
// its absence by the bit rate of that frame. Without a tag (`tagged`) in front of them, `bytes`
// must begin with a frame, since almost any file has bytes that look like one.
std::optional<double> mpeg_audio_seconds(std::string_view bytes, bool tagged);

}  // namespace wavespeed_mock
