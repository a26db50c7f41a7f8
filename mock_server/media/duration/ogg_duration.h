// The duration of Ogg files (RFC 3533) with Vorbis, Opus, FLAC, Speex or Theora in them.
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

bool is_ogg(std::string_view bytes);

// Of its longest stream, by the position that the stream's last page says.
std::optional<double> ogg_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
