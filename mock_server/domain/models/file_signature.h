// What the first bytes of a file tell about it.
//
// A function without state; any thread may call it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "records/input_schema.h"

namespace wavespeed_mock {

inline constexpr auto kImageContent = static_cast<std::uint8_t>(ContentKind::image);
inline constexpr auto kVideoContent = static_cast<std::uint8_t>(ContentKind::video);
inline constexpr auto kAudioContent = static_cast<std::uint8_t>(ContentKind::audio);
inline constexpr auto kOtherContent = static_cast<std::uint8_t>(ContentKind::other);

// As many of them as the function looks at.
inline constexpr std::size_t kSignatureBytes = 12;

// The kinds that a file which begins with `bytes` may have, ContentKind values or'ed: a container
// such as MP4 can hold a video or a sound. 0 when nothing is known that begins so.
std::uint8_t content_kinds(std::string_view bytes);

}  // namespace wavespeed_mock
