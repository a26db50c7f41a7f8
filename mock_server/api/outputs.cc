#include "api/outputs.h"

#include <charconv>
#include <optional>
#include <string>

#include "domain/lifecycle.h"
#include "domain/output_file.h"
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

}  // namespace

Outcome<Response> get_output(const Services& services, const Call& call) {
  const auto id = parse_prediction_id(call.values[0]);
  const auto prediction = id ? services.store.find_prediction(*id) : nullptr;
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
  return Response{.status = 200,
                  .headers = {{"Content-Type", std::string(content_type(*format))}},
                  .body = render_output(*prediction, *index)};
}

}  // namespace wavespeed_mock
