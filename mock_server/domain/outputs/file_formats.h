// The formats of files: one table of what a task can return, or a client can upload.
//
// Functions without state; any thread may call them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "media/data_files.h"
#include "media/picture.h"
#include "records/model.h"
#include "records/upload.h"

namespace wavespeed_mock {

// What an output shows. Each encoder takes what its format can hold.
struct OutputContent {
  PictureSpec picture;
  bool moves = false;  // it is a video
  double seconds = 0;  // of video or sound
  TaskLabel label;
  std::uint64_t seed = 0;
};

struct FileFormat {
  std::string_view extension;   // "png": lower case, no dot; each once in the table
  std::string_view media_type;  // "image/png": what `Content-Type` says of such a file
  std::array<std::string_view, 2> other_media_types{};  // as some clients send them
  // The kind of such an upload; nullopt for files of which the mock's uploads know nothing.
  std::optional<UploadKind> upload{};
  // What tasks return them as, and a whole file; null for files that no task returns.
  std::array<std::optional<MediaKind>, 2> outputs{};
  bool is_default = false;  // of its `outputs`, where the inputs do not name a format
  std::string (*encode)(const OutputContent&) = nullptr;
};

// Of formats with one media type, the usual one comes first.
std::span<const FileFormat> file_formats();

// By an extension in lower case, without its dot; null for one that is not in the table.
const FileFormat* find_format(std::string_view extension);
// By a media type in lower case, without parameters.
const FileFormat* find_format_of_type(std::string_view media_type);

// The format in which a task returns outputs of that kind: `wanted`, an extension, or else the
// default.
const FileFormat& output_format(MediaKind kind, std::string_view wanted);

}  // namespace wavespeed_mock
