// Which files can be uploaded. Each has the type that the client names, or else the one that the
// ending of the file's name says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "records/upload.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

struct FileType {
  UploadKind kind = UploadKind::file;
  std::string content_type;
  // The usual one of such a file, "png"; empty where there is none.
  std::string_view extension;
};

// Nullopt when `allowed` leaves such files out. A file of which nothing is known, neither by its
// content type nor by an ending, passes: clients leave the content type out when they cannot tell.
std::optional<FileType> find_file_type(std::string_view content_type, std::string_view filename,
                                       UploadTypes allowed);

// What find_file_type allows, for the end of "… must be".
std::string_view allowed_file_types();

// "image", "video", "audio", "file": `type` in the answers.
std::string_view to_text(UploadKind kind);

// The text after the last dot, as it is; empty without one.
std::string_view extension_of(std::string_view filename);

}  // namespace wavespeed_mock
