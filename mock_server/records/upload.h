// A file that a client has uploaded, or has been given a ticket to upload.
//
// Nothing in a record changes; when the file arrives, the store replaces the record, so that
// downloads need no lock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/file/blob_store.h"
#include "records/account.h"
#include "records/prediction_id.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// 128 bits in hex digits, as for predictions.
using UploadId = PredictionId;

enum class UploadKind : std::uint8_t { image, video, audio, file };

struct Upload {
  UploadId id;
  AccountNumber account = 0;
  UploadKind kind = UploadKind::file;
  std::string filename;      // as the client named it, without folders
  std::string url_name;      // the last part of its URL: nothing in it needs escaping
  std::string content_type;  // what a download says
  std::uint64_t size = 0;    // in bytes
  Timestamp kept_until;      // then the record goes, with the file

  // Of an upload by ticket only:
  std::uint64_t signature = 0;  // what the URL of the PUT must carry
  Timestamp ticket_until;       // the file must come before

  std::shared_ptr<const Blob> content{};  // null until the file has come
  std::string etag{};                     // tells the file from every other; empty until then
  // Of a video or a sound, by its headers; nullopt where they do not say it, and until then.
  std::optional<double> seconds{};
};

}  // namespace wavespeed_mock
