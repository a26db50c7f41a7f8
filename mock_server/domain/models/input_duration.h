// How long a media input lasts: prices of many models depend on it. Nothing is fetched.
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

// The durations of the files that this mock keeps or makes. Any thread may call it.
class OwnFileDurations {
 public:
  virtual ~OwnFileDurations() = default;
  // Seconds, 0 to kLongestMediaSeconds. Nullopt unless `url` is that of such a file, and it is a
  // video or a sound whose duration is known.
  virtual std::optional<double> seconds_of(std::string_view url) const = 0;
};

// Seconds, 0 to kLongestMediaSeconds, of `input`, which is one of these:
// - an http or https URL: what it says itself, in its fragment or else its query, as
//   "…/talk.mp3#duration=42s" (a number without a unit is seconds); else what `own_files` says of
//   it;
// - a data: URL, or Base64 alone: what the headers of its file say.
// `otherwise` where none of these gives a duration. `own_files` may be null.
double media_seconds_of_input(std::string_view input, const OwnFileDurations* own_files,
                              double otherwise);

}  // namespace wavespeed_mock
