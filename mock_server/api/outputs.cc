#include "api/outputs.h"

#include <charconv>
#include <optional>
#include <string>

#include "domain/history.h"
#include "domain/lifecycle.h"
#include "domain/picture_encoders.h"

namespace wavespeed_mock {
namespace {

// The index in "<index>.<extension>" when that is one of the prediction's files.
std::optional<std::uint32_t> output_index(const Prediction& prediction, std::string_view file) {
  std::uint32_t index = 0;
  const char* end = file.data() + file.size();
  const auto [rest, error] = std::from_chars(file.data(), end, index);
  if (error != std::errc() || index >= prediction.output.count) return std::nullopt;
  // Only the form that the prediction shows: no "00.png", no other extension.
  const std::string expected =
      std::to_string(index) + "." + std::string(prediction.output.extension);
  return file == expected ? std::optional(index) : std::nullopt;
}

std::uint64_t picture_seed(const Prediction& prediction, std::uint32_t index) {
  return prediction.id.high ^ prediction.id.low ^ index;
}

}  // namespace

Outcome<Response> get_output(const Services& services, const Call& call) {
  const auto prediction = find_kept(services.store, call.values[0], services.retention, call.now);
  const auto index =
      prediction == nullptr ? std::nullopt : output_index(*prediction, call.values[1]);
  if (!index || status_at(*prediction, call.now) != Status::completed) {
    return ApiError{.http = 404, .code = 404, .message = "Output not found"};
  }
  const auto format = picture_format(prediction->output.extension);
  if (!format) {
    return ApiError{.http = 501,
                    .code = 501,
                    .message = "this version of wavespeed-mock makes no ." +
                               std::string(prediction->output.extension) + " files yet"};
  }
  const PictureSpec picture{.width = prediction->output.width,
                            .height = prediction->output.height,
                            .seed = picture_seed(*prediction, *index)};
  return Response{.status = 200,
                  .headers = {{"Content-Type", std::string(content_type(*format))}},
                  .body = encode_picture(picture, *format)};
}

}  // namespace wavespeed_mock
