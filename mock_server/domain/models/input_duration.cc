#include "domain/models/input_duration.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "base/http/percent_encoding.h"
#include "base/http/query.h"
#include "base/text/ascii.h"
#include "base/text/base64.h"
#include "base/value/duration_text.h"
#include "media/duration/media_duration.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kDataScheme = "data:";
constexpr std::string_view kBase64 = ";base64";

std::optional<double> read_seconds(const std::string& text) {
  auto duration = parse_duration(text);
  if (!duration) duration = parse_duration(text + 's');
  if (!duration) return std::nullopt;
  const double seconds = std::chrono::duration<double>(*duration).count();
  return seconds <= kLongestMediaSeconds ? std::optional(seconds) : std::nullopt;
}

// `fields` as in a query, without the question mark.
std::optional<double> seconds_said_in(std::string_view fields) {
  // Most URLs say nothing of it.
  if (fields.find("duration=") == std::string_view::npos) return std::nullopt;
  const Query query('?' + std::string(fields));
  const std::string* const value = query.find("duration");
  return value == nullptr ? std::nullopt : read_seconds(*value);
}

// What the URL says, in its fragment or else its query.
std::optional<double> seconds_said_by(std::string_view url) {
  const std::size_t hash = std::min(url.find('#'), url.size());
  if (hash < url.size()) {
    if (const auto seconds = seconds_said_in(url.substr(hash + 1))) return seconds;
  }
  url = url.substr(0, hash);
  const std::size_t question = url.find('?');
  return question == std::string_view::npos ? std::nullopt
                                            : seconds_said_in(url.substr(question + 1));
}

std::optional<double> seconds_of_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  return bytes ? media_seconds(*bytes) : std::nullopt;
}

// `rest`: what follows "data:".
std::optional<double> seconds_of_data_url(std::string_view rest) {
  const std::size_t comma = rest.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view type = rest.substr(0, comma);
  std::string_view data = rest.substr(comma + 1);
  std::optional<std::string> decoded;
  if (data.find('%') != std::string_view::npos) {
    decoded = percent_decoded(data);
    if (!decoded) return std::nullopt;
    data = *decoded;
  }
  const bool in_base64 = type.size() >= kBase64.size() &&
                         equal_ignoring_case(type.substr(type.size() - kBase64.size()), kBase64);
  return in_base64 ? seconds_of_base64(data) : media_seconds(data);
}

}  // namespace

double media_seconds_of_input(std::string_view input, const OwnFileDurations* own_files,
                              double otherwise) {
  std::optional<double> seconds;
  if (equal_ignoring_case(input.substr(0, kDataScheme.size()), kDataScheme)) {
    seconds = seconds_of_data_url(input.substr(kDataScheme.size()));
  } else if (input.find("://") == std::string_view::npos) {
    seconds = seconds_of_base64(input);
  } else {
    seconds = seconds_said_by(input);
    if (!seconds && own_files != nullptr) seconds = own_files->seconds_of(input);
  }
  return seconds.value_or(otherwise);
}

}  // namespace wavespeed_mock
