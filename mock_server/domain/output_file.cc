#include "domain/output_file.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include "domain/audio_encoders.h"
#include "domain/data_files.h"
#include "domain/gif_encoder.h"
#include "domain/mp4_file.h"
#include "domain/picture_encoders.h"
#include "domain/task_inputs.h"

namespace wavespeed_mock {
namespace {

// One output to be rendered.
struct Job {
  const Prediction& prediction;
  std::uint32_t index;
  TaskInputs inputs;
  std::uint64_t seed;  // the id's bits are a draw; another one for each index

  bool moves() const { return prediction.model->output == MediaKind::video; }
  TaskLabel label() const { return {prediction.model->id, inputs.prompt}; }
  Tone tone() const { return {inputs.seconds, seed}; }
};

// "1280x720 mp4, 5 s", "1024x1024 png, 2 of 4"
std::string footer_of(const Job& job) {
  const OutputSpec& output = job.prediction.output;
  std::string text = std::to_string(output.width) + "x" + std::to_string(output.height) + " ";
  text += output.extension;
  if (job.moves()) {
    std::array<char, 32> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), job.inputs.seconds).ptr;
    text += ", " + std::string(digits.data(), end) + " s";
  }
  if (output.count > 1) {
    text += ", " + std::to_string(job.index + 1) + " of " + std::to_string(output.count);
  }
  return text;
}

PictureSpec picture_of(const Job& job) {
  const OutputSpec& output = job.prediction.output;
  return {
      .width = output.width,
      .height = output.height,
      .seed = job.seed,
      .caption = {
          .title = job.prediction.model->id, .text = job.inputs.prompt, .footer = footer_of(job)}};
}

struct Format {
  std::string_view extension;
  std::string_view content_type;
  std::string (*render)(const Job&);
};

// All but the formats of picture_encoders.h.
constexpr std::array kFormats = {
    Format{"gif", "image/gif",
           [](const Job& job) {
             return encode_gif(picture_of(job), job.moves() ? job.inputs.seconds : 0);
           }},
    Format{"mp4", "video/mp4",
           [](const Job& job) { return encode_mp4(picture_of(job), job.inputs.seconds); }},
    Format{"mp3", "audio/mpeg", [](const Job& job) { return encode_mp3(job.tone()); }},
    Format{"wav", "audio/wav", [](const Job& job) { return encode_wav(job.tone()); }},
    Format{"flac", "audio/flac", [](const Job& job) { return encode_flac(job.tone()); }},
    Format{"pcm", "audio/pcm", [](const Job& job) { return encode_pcm(job.tone()); }},
    Format{"glb", "model/gltf-binary",
           [](const Job& job) { return encode_glb(job.label(), job.seed); }},
    Format{"txt", "text/plain; charset=utf-8",
           [](const Job& job) { return encode_text(job.label(), job.seed); }},
    Format{"json", "application/json",
           [](const Job& job) { return encode_json(job.label(), job.seed); }},
    Format{"safetensors", "application/octet-stream",
           [](const Job& job) { return encode_safetensors(job.label(), job.seed); }},
};

const Format* find_format(std::string_view extension) {
  for (const Format& format : kFormats) {
    if (format.extension == extension) return &format;
  }
  return nullptr;
}

}  // namespace

std::string render_output(const Prediction& prediction, std::uint32_t index) {
  const Job job{.prediction = prediction,
                .index = index,
                .inputs = read_task_inputs(prediction),
                .seed = prediction.id.high ^ prediction.id.low ^ index};
  const std::string_view extension = prediction.output.extension;
  if (const auto format = picture_format(extension)) {
    return encode_picture(picture_of(job), *format);
  }
  const Format* format = find_format(extension);
  // Every extension that output_spec.cc may choose is known here; a test holds them together.
  if (format == nullptr) throw std::invalid_argument("no files end in ." + std::string(extension));
  return format->render(job);
}

std::string_view content_type_of(std::string_view extension) {
  if (const auto format = picture_format(extension)) return content_type(*format);
  const Format* format = find_format(extension);
  return format == nullptr ? "application/octet-stream" : format->content_type;
}

}  // namespace wavespeed_mock
