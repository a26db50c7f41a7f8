// The duration of AAC sounds as a sequence of frames (ADTS, ISO/IEC 13818-7): files named .aac.
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

// Whether a frame is at the front.
bool is_adts(std::string_view bytes);

// By all frames, each of which says how long it is.
std::optional<double> adts_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
