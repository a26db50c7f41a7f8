#include "domain/outputs/file_formats.h"

#include <algorithm>
#include <iterator>

#include "media/audio_encoders.h"
#include "media/gif_encoder.h"
#include "media/mp4_file.h"
#include "media/picture_encoders.h"

namespace wavespeed_mock {
namespace {

constexpr auto kImage = UploadKind::image;
constexpr auto kVideo = UploadKind::video;
constexpr auto kAudio = UploadKind::audio;
constexpr auto kFile = UploadKind::file;

template <PictureFormat format>
std::string picture(const OutputContent& content) {
  return encode_picture(content.picture, format);
}
template <std::string (*encode_sound)(const Tone&)>
std::string sound(const OutputContent& content) {
  return encode_sound({content.seconds, content.seed});
}
template <std::string (*encode_data)(const TaskLabel&, std::uint64_t)>
std::string data(const OutputContent& content) {
  return encode_data(content.label, content.seed);
}

constexpr FileFormat kFormats[] = {
    // What tasks return.
    {.extension = "png",
     .media_type = "image/png",
     .upload = kImage,
     .outputs = {MediaKind::image},
     .encode = picture<PictureFormat::png>},
    {.extension = "jpg",
     .media_type = "image/jpeg",
     .other_media_types = {"image/jpg"},
     .upload = kImage,
     .outputs = {MediaKind::image},
     .encode = picture<PictureFormat::jpeg>},
    {.extension = "jpeg",
     .media_type = "image/jpeg",
     .upload = kImage,
     .outputs = {MediaKind::image},
     .is_default = true,
     .encode = picture<PictureFormat::jpeg>},
    {.extension = "webp",
     .media_type = "image/webp",
     .upload = kImage,
     .outputs = {MediaKind::image},
     .encode = picture<PictureFormat::webp>},
    {.extension = "gif",
     .media_type = "image/gif",
     .upload = kImage,
     .outputs = {MediaKind::image, MediaKind::video},
     .encode =
         [](const OutputContent& content) {
           return encode_gif(content.picture, content.moves ? content.seconds : 0);
         }},
    {.extension = "mp4",
     .media_type = "video/mp4",
     .upload = kVideo,
     .outputs = {MediaKind::video},
     .is_default = true,
     .encode =
         [](const OutputContent& content) { return encode_mp4(content.picture, content.seconds); }},
    {.extension = "mp3",
     .media_type = "audio/mpeg",
     .other_media_types = {"audio/mp3"},
     .upload = kAudio,
     .outputs = {MediaKind::audio},
     .is_default = true,
     .encode = sound<encode_mp3>},
    {.extension = "wav",
     .media_type = "audio/wav",
     .other_media_types = {"audio/x-wav", "audio/wave"},
     .upload = kAudio,
     .outputs = {MediaKind::audio},
     .encode = sound<encode_wav>},
    {.extension = "flac",
     .media_type = "audio/flac",
     .other_media_types = {"audio/x-flac"},
     .upload = kAudio,
     .outputs = {MediaKind::audio},
     .encode = sound<encode_flac>},
    {.extension = "pcm",
     .media_type = "audio/pcm",
     .outputs = {MediaKind::audio},
     .encode = sound<encode_pcm>},
    {.extension = "glb",
     .media_type = "model/gltf-binary",
     .outputs = {MediaKind::model_3d},
     .is_default = true,
     .encode = data<encode_glb>},
    {.extension = "txt",
     .media_type = "text/plain; charset=utf-8",
     .outputs = {MediaKind::text},
     .is_default = true,
     .encode = data<encode_text>},
    {.extension = "json",
     .media_type = "application/json",
     .outputs = {MediaKind::text},
     .encode = data<encode_json>},
    {.extension = "safetensors",
     .media_type = "application/octet-stream",
     .outputs = {MediaKind::file},
     .is_default = true,
     .encode = data<encode_safetensors>},
    // What clients upload only.
    {.extension = "bmp", .media_type = "image/bmp", .upload = kImage},
    {.extension = "tiff", .media_type = "image/tiff", .upload = kImage},
    {.extension = "tif", .media_type = "image/tiff", .upload = kImage},
    {.extension = "heic", .media_type = "image/heic", .upload = kImage},
    {.extension = "heif", .media_type = "image/heif", .upload = kImage},
    {.extension = "avif", .media_type = "image/avif", .upload = kImage},
    {.extension = "m4v", .media_type = "video/x-m4v", .upload = kVideo},
    {.extension = "mov", .media_type = "video/quicktime", .upload = kVideo},
    {.extension = "webm", .media_type = "video/webm", .upload = kVideo},
    {.extension = "avi", .media_type = "video/x-msvideo", .upload = kVideo},
    {.extension = "mkv", .media_type = "video/x-matroska", .upload = kVideo},
    {.extension = "3gp", .media_type = "video/3gpp", .upload = kVideo},
    {.extension = "ogv", .media_type = "video/ogg", .upload = kVideo},
    {.extension = "wmv", .media_type = "video/x-ms-wmv", .upload = kVideo},
    {.extension = "flv", .media_type = "video/x-flv", .upload = kVideo},
    {.extension = "mpeg", .media_type = "video/mpeg", .upload = kVideo},
    {.extension = "mpg", .media_type = "video/mpeg", .upload = kVideo},
    {.extension = "m4a",
     .media_type = "audio/mp4",
     .other_media_types = {"audio/x-m4a"},
     .upload = kAudio},
    {.extension = "aac", .media_type = "audio/aac", .upload = kAudio},
    {.extension = "ogg", .media_type = "audio/ogg", .upload = kAudio},
    {.extension = "opus", .media_type = "audio/opus", .upload = kAudio},
    {.extension = "zip",
     .media_type = "application/zip",
     .other_media_types = {"application/x-zip-compressed"},
     .upload = kFile},
};

template <class Fits>
const FileFormat* find_if(Fits fits) {
  const auto* const found = std::ranges::find_if(kFormats, fits);
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace

std::span<const FileFormat> file_formats() {
  return kFormats;
}

const FileFormat* find_format(std::string_view extension) {
  return find_if([&](const FileFormat& format) { return format.extension == extension; });
}

const FileFormat* find_format_of_type(std::string_view media_type) {
  if (media_type.empty()) return nullptr;
  return find_if([&](const FileFormat& format) {
    const auto& others = format.other_media_types;
    return format.media_type == media_type || std::ranges::find(others, media_type) != others.end();
  });
}

const FileFormat& output_format(MediaKind kind, std::string_view wanted) {
  const FileFormat* chosen = nullptr;
  for (const FileFormat& format : kFormats) {
    if (std::ranges::find(format.outputs, std::optional(kind)) == format.outputs.end()) continue;
    if (format.extension == wanted) return format;
    if (format.is_default) chosen = &format;
  }
  return *chosen;  // each kind has a default; a test holds them together
}

}  // namespace wavespeed_mock
