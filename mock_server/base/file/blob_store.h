// The bytes of uploaded files. Nothing else keeps them in memory or on disk.
//
// A store and its blobs may be used from any thread. A blob frees its space when its last owner
// releases it, also after its store is destroyed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// The bytes of one file, for reading.
class Blob {
 public:
  virtual ~Blob() = default;
  virtual std::uint64_t size() const = 0;
  // All of them. Throws std::runtime_error when they cannot be read.
  virtual std::string read() const = 0;
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  // A copy of `bytes`. Nullptr when there is no room for it; `problem` then says why, in a few
  // words for a person.
  virtual std::shared_ptr<const Blob> put(std::string_view bytes, std::string& problem) = 0;
};

// In memory, at most `max_bytes` of all blobs together.
std::unique_ptr<BlobStore> make_memory_blobs(std::uint64_t max_bytes);

// Files in a new folder within `directory`, which is created if it is missing. Each file is deleted
// with its blob, the folder with the last of them. Throws ConfigError when it cannot write there.
std::unique_ptr<BlobStore> make_directory_blobs(const std::filesystem::path& directory);

// In `first` as long as it has room, then in `second`.
std::unique_ptr<BlobStore> make_spilling_blobs(std::unique_ptr<BlobStore> first,
                                               std::unique_ptr<BlobStore> second);

}  // namespace wavespeed_mock
