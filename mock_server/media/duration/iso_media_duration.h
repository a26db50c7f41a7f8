// The duration of files made of boxes (ISO/IEC 14496-12): MP4, MOV, M4A, 3GP.
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

bool is_iso_media(std::string_view bytes);

// Of the whole movie: by its header, anywhere in the file, or, for a movie in fragments,
// by their total, or by the fragments themselves.
std::optional<double> iso_media_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
