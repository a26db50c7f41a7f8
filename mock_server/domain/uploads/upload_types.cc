#include "domain/uploads/upload_types.h"

#include "base/http/media_type.h"
#include "base/text/ascii.h"
#include "domain/outputs/file_formats.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kUnknownType = "application/octet-stream";

// Null also for what tasks return but clients do not upload.
const FileFormat* uploaded(const FileFormat* format) {
  return format != nullptr && format->upload ? format : nullptr;
}

// `format`: the known one of that type, or null.
std::optional<UploadKind> kind_of(std::string_view type, const FileFormat* format) {
  if (type.starts_with("image/")) return UploadKind::image;
  if (type.starts_with("video/")) return UploadKind::video;
  if (type.starts_with("audio/")) return UploadKind::audio;
  return format == nullptr ? std::nullopt : format->upload;
}

}  // namespace

std::string_view extension_of(std::string_view filename) {
  const std::size_t dot = filename.rfind('.');
  return dot == std::string_view::npos ? "" : filename.substr(dot + 1);
}

std::optional<FileType> find_file_type(std::string_view content_type, std::string_view filename,
                                       UploadTypes allowed) {
  const std::string type = media_type(content_type);
  const std::string extension = lower(extension_of(filename));
  const FileFormat* const by_type = uploaded(find_format_of_type(type));
  if (const auto kind = kind_of(type, by_type)) {
    return FileType{*kind, std::string(content_type), by_type == nullptr ? "" : by_type->extension};
  }
  if (const FileFormat* const format = uploaded(find_format(extension))) {
    return FileType{*format->upload, std::string(format->media_type), format->extension};
  }
  const bool nothing_said = type.empty() || type == kUnknownType;
  if (allowed == UploadTypes::media && !(nothing_said && extension.empty())) return std::nullopt;
  return FileType{UploadKind::file, std::string(nothing_said ? kUnknownType : content_type), ""};
}

std::string_view allowed_file_types() {
  return "an image, a video, a sound or a zip archive, by its content type or by an extension such "
         "as "
         ".png, .jpg, .webp, .gif, .mp4, .mov, .webm, .mp3, .wav, .m4a, .flac or .zip";
}

std::string_view to_text(UploadKind kind) {
  switch (kind) {
    case UploadKind::image:
      return "image";
    case UploadKind::video:
      return "video";
    case UploadKind::audio:
      return "audio";
    case UploadKind::file:
      return "file";
  }
  return "";
}

}  // namespace wavespeed_mock
