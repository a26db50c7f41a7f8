// Uploaded files: which may be stored, for how long, within how much room.
//
// One for each mock; every function may be called from any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "base/file/blob_store.h"
#include "base/value/api_error.h"
#include "records/upload.h"
#include "store/store.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// What a client says about a file.
struct FileClaim {
  std::string_view filename;      // folders in front are dropped
  std::string_view content_type;  // empty: not said
};

// Limits of one endpoint in addition to the option's, in bytes.
struct SizeLimits {
  static constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t image = kNone;
  std::uint64_t video = kNone;
  std::uint64_t audio = kNone;
};

// What the URL of a ticket's PUT has to carry as `signature`.
std::string ticket_signature(const Upload& ticket);

class Uploads {
 public:
  using Record = std::shared_ptr<const Upload>;

  struct Rules {
    std::uint64_t max_bytes = 0;  // of one file
    UploadTypes types = UploadTypes::media;
  };

  // Both must outlive this object, and the blobs the store.
  Uploads(Store& store, BlobStore& blobs, Rules rules)
      : store_(store), blobs_(blobs), rules_(rules) {}

  // Stores a file. Errors: 400 for a name or type that does not pass and for an empty file, 413 for
  // one that is too large or has no room.
  Outcome<Record> add(StoredAccount& account, const FileClaim& claim, std::string_view bytes,
                      Timestamp now, const SizeLimits& limits = {}) const;

  // Promises to take a file of exactly `size` bytes within an hour. Errors as for add().
  Outcome<Record> open_ticket(StoredAccount& account, const FileClaim& claim, std::uint64_t size,
                              Timestamp now) const;

  // Redeems the ticket whose URL this was. Errors: 404 for no such ticket, 403 for a signature that
  // is not its own and after its hour, 412 when the file is there, 400 for another size or type
  // than the ticket's, 413 when there is no room.
  Outcome<Record> redeem(std::string_view id, std::string_view name, std::string_view signature,
                         std::string_view content_type, std::string_view bytes,
                         Timestamp now) const;

  // The file whose URL this was; nullptr when it never came, or its seven days are over.
  Record find_file(std::string_view id, std::string_view name, Timestamp now) const;

 private:
  Outcome<Upload> describe(const FileClaim& claim, std::uint64_t size,
                           const SizeLimits& limits) const;
  Outcome<std::shared_ptr<const Blob>> keep(std::string_view bytes) const;
  Record find(std::string_view id, std::string_view name, Timestamp now) const;

  Store& store_;
  BlobStore& blobs_;
  const Rules rules_;
};

// The options `max_upload_bytes` and `upload_types`, which are checked (see app/option_texts.h).
Uploads::Rules upload_rules(const Options& options);

}  // namespace wavespeed_mock
