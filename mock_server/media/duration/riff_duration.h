// The duration of RIFF files: sounds (WAV, also above 4 GiB as RF64 or BW64) or videos (AVI).
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

bool is_riff(std::string_view bytes);

// By the samples that are there, for a WAV; by the number of frames, for an AVI.
std::optional<double> riff_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
