// Blobs as files, one each, in a folder that belongs to one store.
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "base/file/blob_store.h"
#include "base/file/descriptor.h"
#include "base/text/system_error_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

namespace fs = std::filesystem;

// Held by the store and by its blobs; removed with the last of them.
class Folder {
 public:
  explicit Folder(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    std::string name = (directory / "wavespeed-mock-XXXXXX").string();
    if (error || ::mkdtemp(name.data()) == nullptr) {
      throw ConfigError("media directory \"" + directory.string() + "\" cannot be used: " +
                        (error ? error.message() : system_error_text(errno)));
    }
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  fs::path next_file() { return path_ / std::to_string(files_.fetch_add(1)); }

 private:
  fs::path path_;
  std::atomic<std::uint64_t> files_ = 0;
};

class FileBlob final : public Blob {
 public:
  FileBlob(std::shared_ptr<Folder> folder, fs::path path, std::uint64_t size)
      : folder_(std::move(folder)), path_(std::move(path)), size_(size) {}
  ~FileBlob() override {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }

  const fs::path& path() const { return path_; }

  std::uint64_t size() const override { return size_; }
  // Opened for each read: a descriptor that stayed open for each file would soon be one too many.
  std::string read() const override {
    const Descriptor file(path_, O_RDONLY);
    std::string bytes(size_, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        throw std::runtime_error("the file " + path_.string() + " of an upload cannot be read: " +
                                 (got < 0 ? system_error_text(errno) : "it has become shorter"));
      }
      filled += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  const std::shared_ptr<Folder> folder_;
  const fs::path path_;
  const std::uint64_t size_;
};

// 0, or the error that came in between.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

class DirectoryBlobs final : public BlobStore {
 public:
  explicit DirectoryBlobs(const fs::path& directory)
      : folder_(std::make_shared<Folder>(directory)) {}

  std::shared_ptr<const Blob> put(std::string_view bytes, std::string& problem) override {
    // Made first: a file that is not written to its end goes with it.
    auto blob = std::make_shared<FileBlob>(folder_, folder_->next_file(), bytes.size());
    const int error = write(*blob, bytes);
    if (error == 0) return blob;
    problem = "the media directory cannot be written: " + system_error_text(error);
    return nullptr;
  }

 private:
  static int write(const FileBlob& blob, std::string_view bytes) {
    const Descriptor file(blob.path(), O_WRONLY | O_CREAT | O_EXCL);
    return file.number() < 0 ? errno : write_all(file.number(), bytes);
  }

  const std::shared_ptr<Folder> folder_;
};

}  // namespace

std::unique_ptr<BlobStore> make_directory_blobs(const std::filesystem::path& directory) {
  return std::make_unique<DirectoryBlobs>(directory);
}

}  // namespace wavespeed_mock
