#include "base/file/blob_store.h"

#include <atomic>
#include <utility>

namespace wavespeed_mock {
namespace {

// Bytes that are taken, shared with the blobs, which may outlive the store.
using Taken = std::atomic<std::uint64_t>;

class MemoryBlob final : public Blob {
 public:
  MemoryBlob(std::string bytes, std::shared_ptr<Taken> taken)
      : bytes_(std::move(bytes)), taken_(std::move(taken)) {}
  ~MemoryBlob() override { taken_->fetch_sub(bytes_.size()); }

  std::uint64_t size() const override { return bytes_.size(); }
  std::string read() const override { return bytes_; }

 private:
  const std::string bytes_;
  const std::shared_ptr<Taken> taken_;
};

class MemoryBlobs final : public BlobStore {
 public:
  explicit MemoryBlobs(std::uint64_t max) : max_(max) {}

  std::shared_ptr<const Blob> put(std::string_view bytes, std::string& problem) override {
    // Taken before the copy is made, so that several at once do not pass the limit together.
    std::uint64_t taken = taken_->load();
    do {
      if (bytes.size() > max_ - taken) {
        problem = std::to_string(max_ - taken) + " of " + std::to_string(max_) +
                  " bytes of memory are left";
        return nullptr;
      }
    } while (!taken_->compare_exchange_weak(taken, taken + bytes.size()));
    try {
      return std::make_shared<MemoryBlob>(std::string(bytes), taken_);
    } catch (...) {
      taken_->fetch_sub(bytes.size());
      throw;
    }
  }

 private:
  const std::uint64_t max_;
  const std::shared_ptr<Taken> taken_ = std::make_shared<Taken>(0);
};

class SpillingBlobs final : public BlobStore {
 public:
  SpillingBlobs(std::unique_ptr<BlobStore> first, std::unique_ptr<BlobStore> second)
      : first_(std::move(first)), second_(std::move(second)) {}

  std::shared_ptr<const Blob> put(std::string_view bytes, std::string& problem) override {
    auto blob = first_->put(bytes, problem);
    return blob != nullptr ? blob : second_->put(bytes, problem);
  }

 private:
  const std::unique_ptr<BlobStore> first_;
  const std::unique_ptr<BlobStore> second_;
};

}  // namespace

std::unique_ptr<BlobStore> make_memory_blobs(std::uint64_t max_bytes) {
  return std::make_unique<MemoryBlobs>(max_bytes);
}

std::unique_ptr<BlobStore> make_spilling_blobs(std::unique_ptr<BlobStore> first,
                                               std::unique_ptr<BlobStore> second) {
  return std::make_unique<SpillingBlobs>(std::move(first), std::move(second));
}

}  // namespace wavespeed_mock
