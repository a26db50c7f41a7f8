// How the mock answers a GET or HEAD for a file.
// Validators, byte ranges and caching are the same for outputs and uploads.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// A file whose bytes are not read yet.
struct FileSource {
  std::string_view content_type;
  std::string etag;                    // strong, without quotes: letters, digits, '-', '_', '.'
  std::function<std::string()> bytes;  // the whole file; called at most once, and for no 304
};

// 304 without a body when If-None-Match names the file; 206 for one satisfiable range of bytes, 416
// for one that is not; else, also for several ranges or malformed ones, 200 with the whole file.
// A Range counts for GET only, and with If-Range only when that names the file.
// Caches may keep the answer but have to ask again: a mock that is started again can have another
// file at the same address, under another ETag.
Response file_response(const Request& request, const FileSource& file);

}  // namespace wavespeed_mock
