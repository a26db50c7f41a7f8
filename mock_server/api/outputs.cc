#include "api/outputs.h"

#include <charconv>
#include <optional>
#include <string>

#include "api/file_response.h"
#include "base/value/random.h"
#include "domain/outputs/output_file.h"
#include "domain/outputs/output_text.h"
#include "domain/tasks/history.h"
#include "domain/tasks/lifecycle.h"

namespace wavespeed_mock {
namespace {

// The index of the file "<number>.<extension>" when that is one of the prediction's.
std::optional<std::uint32_t> output_index(const Prediction& prediction, std::string_view file) {
  std::uint32_t number = 0;
  const char* end = file.data() + file.size();
  const auto [rest, error] = std::from_chars(file.data(), end, number);
  const std::uint32_t first = prediction.output.first_number;
  if (error != std::errc() || number < first || number - first >= prediction.output.count) {
    return std::nullopt;
  }
  // Only the form that the prediction shows: no "00.png", no other extension.
  const std::string expected =
      std::to_string(number) + "." + std::string(prediction.output.extension);
  return file == expected ? std::optional(number - first) : std::nullopt;
}

// Ids return when a mock starts again, with other inputs perhaps: a tag that did not know them
// would let a client keep the file of the run before.
std::string etag_of(const Prediction& prediction, std::uint32_t index) {
  const SeededRandom contents(index, prediction.model->id + prediction.inputs);
  std::string tag;
  append_hex(tag, {prediction.id.high ^ contents.bits(RandomStream::picture, 0),
                   prediction.id.low ^ contents.bits(RandomStream::picture, 1)});
  return tag;
}

}  // namespace

Outcome<Response> get_output(const ApiContext& context, const Call& call) {
  const auto prediction =
      find_kept(context.store, call.values[0], context.rules.retention, call.now);
  if (prediction != nullptr) {
    call.trace.prediction = prediction->id;
    call.trace.model = prediction->model->id;
  }
  if (prediction != nullptr && returns_text(*prediction->model)) {
    return ApiError{.http = 404,
                    .code = 404,
                    .message = "Output not found",
                    .reason = "a text model has no files; its text is in the task's outputs"};
  }
  const auto index =
      prediction == nullptr ? std::nullopt : output_index(*prediction, call.values[1]);
  if (!index || status_at(*prediction, call.now) != Status::completed) {
    return ApiError{.http = 404, .code = 404, .message = "Output not found"};
  }
  return file_response(call.request, {.content_type = content_type_of(prediction->output.extension),
                                      .etag = etag_of(*prediction, *index),
                                      .bytes = [&] { return render_output(*prediction, *index); }});
}

}  // namespace wavespeed_mock
