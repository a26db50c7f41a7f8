// What an account, or a whole mock, was like at a moment, to go back to.
//
// Owned by whoever holds it; copies are cheap and mean the same moment. May be used from any
// thread. Belongs to the mock that made it, and must not outlive it.
#pragma once

#include <memory>

namespace wavespeed_mock {

struct SnapshotContent;

class Snapshot {
 public:
  explicit Snapshot(std::shared_ptr<const SnapshotContent> content)
      : content_(std::move(content)) {}
  const SnapshotContent& content() const { return *content_; }

 private:
  std::shared_ptr<const SnapshotContent> content_;
};

}  // namespace wavespeed_mock
