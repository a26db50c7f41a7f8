// Readers of media files: what they find is a duration, and a data: URL lasts as long as its file.
//
// An input is a file, or "url " with a URL.
#include <cmath>
#include <string>

#include "base/text/base64.h"
#include "domain/models/input_duration.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "media/duration/media_duration.h"

namespace wavespeed_mock::fuzz::media_durations {
namespace {

constexpr double kOtherwise = 5;

void check_is_duration(double seconds, std::string_view file) {
  check(std::isfinite(seconds) && seconds >= 0 && seconds <= kLongestMediaSeconds,
        "a duration is within its limits", file);
}

void run_url(std::string_view url) {
  check_is_duration(media_seconds_of_input(url, nullptr, kOtherwise), url);
}

void run_file(std::string_view file) {
  const auto seconds = media_seconds(file);
  if (seconds) check_is_duration(*seconds, file);
  std::string url = "data:;base64,";
  append_base64(url, file);
  check(media_seconds_of_input(url, nullptr, kOtherwise) == seconds.value_or(kOtherwise),
        "a data: URL lasts as long as its file", file);
}

void run(std::string_view bytes) {
  Input input(bytes);
  if (bytes.starts_with("url ")) {
    input.word();
    run_url(input.rest());
  } else {
    run_file(bytes);
  }
}

const Target target("media_durations", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::media_durations
