#include "domain/outputs/output_file.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include "domain/outputs/task_inputs.h"
#include "media/audio_encoders.h"
#include "media/data_files.h"
#include "media/gif_encoder.h"
#include "media/mp4_file.h"
#include "media/picture_encoders.h"

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

struct Encoder {
  std::string_view extension;
  std::string_view content_type;
  std::string (*render)(const Job&);
};

// All but the formats of picture_encoders.h.
constexpr std::array kEncoders = {
    Encoder{"gif", "image/gif",
            [](const Job& job) {
              return encode_gif(picture_of(job), job.moves() ? job.inputs.seconds : 0);
            }},
    Encoder{"mp4", "video/mp4",
            [](const Job& job) { return encode_mp4(picture_of(job), job.inputs.seconds); }},
    Encoder{"mp3", "audio/mpeg", [](const Job& job) { return encode_mp3(job.tone()); }},
    Encoder{"wav", "audio/wav", [](const Job& job) { return encode_wav(job.tone()); }},
    Encoder{"flac", "audio/flac", [](const Job& job) { return encode_flac(job.tone()); }},
    Encoder{"pcm", "audio/pcm", [](const Job& job) { return encode_pcm(job.tone()); }},
    Encoder{"glb", "model/gltf-binary",
            [](const Job& job) { return encode_glb(job.label(), job.seed); }},
    Encoder{"txt", "text/plain; charset=utf-8",
            [](const Job& job) { return encode_text(job.label(), job.seed); }},
    Encoder{"json", "application/json",
            [](const Job& job) { return encode_json(job.label(), job.seed); }},
    Encoder{"safetensors", "application/octet-stream",
            [](const Job& job) { return encode_safetensors(job.label(), job.seed); }},
};

const Encoder* find_encoder(std::string_view extension) {
  for (const Encoder& encoder : kEncoders) {
    if (encoder.extension == extension) return &encoder;
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
  if (const auto encoder = picture_format(extension)) {
    return encode_picture(picture_of(job), *encoder);
  }
  const Encoder* encoder = find_encoder(extension);
  // Every extension that output_spec.cc may choose is known here; a test holds them together.
  if (encoder == nullptr) throw std::invalid_argument("no files end in ." + std::string(extension));
  return encoder->render(job);
}

std::string_view content_type_of(std::string_view extension) {
  if (const auto encoder = picture_format(extension)) return content_type(*encoder);
  const Encoder* encoder = find_encoder(extension);
  return encoder == nullptr ? "application/octet-stream" : encoder->content_type;
}

}  // namespace wavespeed_mock
