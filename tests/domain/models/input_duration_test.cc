#include "domain/models/input_duration.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/http/percent_encoding.h"
#include "base/text/base64.h"
#include "media/audio_encoders.h"
#include "media/duration/media_duration.h"

namespace wavespeed_mock::input_duration_test {
namespace {

constexpr double kOtherwise = 5;

double seconds_of(std::string_view input) {
  return media_seconds_of_input(input, nullptr, kOtherwise);
}

std::string base64(std::string_view bytes) {
  std::string out;
  append_base64(out, bytes);
  return out;
}

TEST(InputDuration, IsWhatAUrlSaysItself) {
  const std::string url = "https://media.test/talk.mp3";
  struct Case {
    std::string end;
    double seconds;
  };
  for (const Case& c : std::vector<Case>{{"#duration=42s", 42},
                                         {"?duration=42s", 42},
                                         {"#duration=1.5s", 1.5},
                                         {"#duration=2m", 120},
                                         {"#duration=500ms", 0.5},
                                         {"#duration=7", 7},
                                         {"#duration=7.25", 7.25},
                                         {"#duration=0", 0},
                                         {"#duration=1%2E5s", 1.5},
                                         {"?a=b&duration=3s&c=d", 3},
                                         {"?duration=3s#t=1&duration=4s", 4},
                                         {"?duration=3s#t=1", 3},
                                         {"?duration=3s#duration=long", 3},
                                         {"?duration=3s#", 3},
                                         // Nothing that is a duration.
                                         {"", kOtherwise},
                                         {"?duration=", kOtherwise},
                                         {"?duration=PT5M", kOtherwise},
                                         {"?duration=-3s", kOtherwise},
                                         {"?duration=9e9", kOtherwise},
                                         {"#duration=36525d", kOtherwise},
                                         {"?max_duration=3s", kOtherwise},
                                         {"/duration=3s", kOtherwise},
                                         {"#t=3", kOtherwise}}) {
    EXPECT_EQ(seconds_of(url + c.end), c.seconds) << c.end;
  }
}

TEST(InputDuration, OfDataIsThatOfItsFile) {
  const std::string wav = encode_wav({1.25, 1});
  EXPECT_EQ(seconds_of("data:audio/wav;base64," + base64(wav)), 1.25);
  EXPECT_EQ(seconds_of("DATA:audio/wav;name=a.wav;BASE64," + base64(wav)), 1.25);
  EXPECT_EQ(seconds_of("data:audio/wav;base64," + percent_encoded(base64(wav))), 1.25);
  EXPECT_EQ(seconds_of("data:audio/wav," + percent_encoded(wav)), 1.25);
  EXPECT_EQ(seconds_of(base64(wav)), 1.25);
}

TEST(InputDuration, OfOtherDataIsTheOneGiven) {
  for (const char* input : {"", "data:", "data:audio/wav;base64", "data:audio/wav;base64,",
                            "data:audio/wav;base64,UklGR%", "data:audio/wav;base64,?", "talk.mp3",
                            "data:text/plain,hello#duration=3s", "aGVsbG8="}) {
    EXPECT_EQ(seconds_of(input), kOtherwise) << input;
    EXPECT_EQ(media_seconds_of_input(input, nullptr, 9), 9) << input;
  }
}

// Knows one file.
class OneFile final : public OwnFileDurations {
 public:
  std::optional<double> seconds_of(std::string_view url) const override {
    return url.starts_with("http://mock.test/a.mp4") ? std::optional(8.5) : std::nullopt;
  }
};

TEST(InputDuration, OfAFileOfTheMockIsItsOwn) {
  const OneFile own;
  const auto of = [&](const char* url) { return media_seconds_of_input(url, &own, kOtherwise); };
  EXPECT_EQ(of("http://mock.test/a.mp4"), 8.5);
  EXPECT_EQ(of("http://mock.test/b.mp4"), kOtherwise);
  // What the tester writes takes precedence.
  EXPECT_EQ(of("http://mock.test/a.mp4#duration=3s"), 3);
}

}  // namespace
}  // namespace wavespeed_mock::input_duration_test
