#include "domain/uploads/upload_types.h"

#include <algorithm>
#include <iterator>

namespace wavespeed_mock {
namespace {

struct KnownType {
  std::string_view extension;
  std::string_view content_type;
  UploadKind kind;
};

// The first line of an extension says what such a file is, the first of a content type what its
// extension is.
constexpr KnownType kKnown[] = {
    {"png", "image/png", UploadKind::image},
    {"jpg", "image/jpeg", UploadKind::image},
    {"jpeg", "image/jpeg", UploadKind::image},
    {"webp", "image/webp", UploadKind::image},
    {"gif", "image/gif", UploadKind::image},
    {"bmp", "image/bmp", UploadKind::image},
    {"tiff", "image/tiff", UploadKind::image},
    {"tif", "image/tiff", UploadKind::image},
    {"heic", "image/heic", UploadKind::image},
    {"heif", "image/heif", UploadKind::image},
    {"avif", "image/avif", UploadKind::image},
    {"mp4", "video/mp4", UploadKind::video},
    {"m4v", "video/x-m4v", UploadKind::video},
    {"mov", "video/quicktime", UploadKind::video},
    {"webm", "video/webm", UploadKind::video},
    {"avi", "video/x-msvideo", UploadKind::video},
    {"mkv", "video/x-matroska", UploadKind::video},
    {"mpeg", "video/mpeg", UploadKind::video},
    {"mpg", "video/mpeg", UploadKind::video},
    {"mp3", "audio/mpeg", UploadKind::audio},
    {"wav", "audio/wav", UploadKind::audio},
    {"m4a", "audio/mp4", UploadKind::audio},
    {"aac", "audio/aac", UploadKind::audio},
    {"ogg", "audio/ogg", UploadKind::audio},
    {"opus", "audio/opus", UploadKind::audio},
    {"flac", "audio/flac", UploadKind::audio},
    {"zip", "application/zip", UploadKind::file},
    // Other names of the same, as some clients send them.
    {"jpg", "image/jpg", UploadKind::image},
    {"mp3", "audio/mp3", UploadKind::audio},
    {"wav", "audio/x-wav", UploadKind::audio},
    {"wav", "audio/wave", UploadKind::audio},
    {"m4a", "audio/x-m4a", UploadKind::audio},
    {"flac", "audio/x-flac", UploadKind::audio},
    {"zip", "application/x-zip-compressed", UploadKind::file},
};

constexpr std::string_view kUnknownType = "application/octet-stream";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

const KnownType* find(std::string_view KnownType::*field, std::string_view text) {
  const auto* const found = std::ranges::find(kKnown, text, field);
  return found == std::end(kKnown) ? nullptr : found;
}

std::optional<UploadKind> kind_of(std::string_view type) {
  if (type.starts_with("image/")) return UploadKind::image;
  if (type.starts_with("video/")) return UploadKind::video;
  if (type.starts_with("audio/")) return UploadKind::audio;
  const KnownType* known = find(&KnownType::content_type, type);
  return known == nullptr ? std::nullopt : std::optional(known->kind);
}

}  // namespace

std::string media_type(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return lower(type);
}

std::string_view extension_of(std::string_view filename) {
  const std::size_t dot = filename.rfind('.');
  return dot == std::string_view::npos ? "" : filename.substr(dot + 1);
}

std::optional<FileType> find_file_type(std::string_view content_type, std::string_view filename,
                                       UploadTypes allowed) {
  const std::string type = media_type(content_type);
  const std::string extension = lower(extension_of(filename));
  if (const auto kind = kind_of(type)) {
    const KnownType* known = find(&KnownType::content_type, type);
    return FileType{*kind, std::string(content_type), known == nullptr ? "" : known->extension};
  }
  if (const KnownType* known = find(&KnownType::extension, extension)) {
    return FileType{known->kind, std::string(known->content_type), known->extension};
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
