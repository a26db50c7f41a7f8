#include "domain/outputs/output_file.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include "domain/outputs/file_formats.h"
#include "domain/outputs/task_inputs.h"

namespace wavespeed_mock {
namespace {

// "1280x720 mp4, 5 s", "1024x1024 png, 2 of 4"
std::string footer_of(const Prediction& prediction, std::uint32_t index, double seconds) {
  const OutputSpec& output = prediction.output;
  std::string text = std::to_string(output.width) + "x" + std::to_string(output.height) + " ";
  text += output.extension;
  if (prediction.model->output == MediaKind::video) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), seconds).ptr;
    text += ", " + std::string(digits.data(), end) + " s";
  }
  if (output.count > 1) {
    text += ", " + std::to_string(index + 1) + " of " + std::to_string(output.count);
  }
  return text;
}

}  // namespace

std::string render_output(const Prediction& prediction, std::uint32_t index) {
  const std::string_view extension = prediction.output.extension;
  const FileFormat* const format = find_format(extension);
  if (format == nullptr || format->encode == nullptr) {
    throw std::invalid_argument("no output ends in ." + std::string(extension));
  }
  const Model& model = *prediction.model;
  const TaskInputs inputs = read_task_inputs(prediction);
  // The id's bits are a draw; another one for each index.
  const std::uint64_t seed = prediction.id.high ^ prediction.id.low ^ index;
  return format->encode(
      {.picture = {.width = prediction.output.width,
                   .height = prediction.output.height,
                   .seed = seed,
                   .caption = {.title = model.id,
                               .text = inputs.prompt,
                               .footer = footer_of(prediction, index, inputs.seconds)}},
       .moves = model.output == MediaKind::video,
       .seconds = inputs.seconds,
       .label = {model.id, inputs.prompt},
       .seed = seed});
}

std::string_view content_type_of(std::string_view extension) {
  const FileFormat* const format = find_format(extension);
  return format == nullptr ? "application/octet-stream" : format->media_type;
}

}  // namespace wavespeed_mock
