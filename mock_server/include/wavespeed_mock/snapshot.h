// The saved state of an account, or of a whole mock, which Mock::restore() brings back.
//
// Owned by the caller; copies are cheap and share the same state. May be used from any
// thread. Belongs to the mock that made it, and must not outlive it.
#pragma once

#include <memory>
#include <utility>

namespace wavespeed_mock {

struct SnapshotContent;
struct SnapshotAccess;

// Made by Mock::snapshot().
class Snapshot {
 private:
  friend struct SnapshotAccess;
  explicit Snapshot(std::shared_ptr<const SnapshotContent> content)
      : content_(std::move(content)) {}

  std::shared_ptr<const SnapshotContent> content_;
};

}  // namespace wavespeed_mock
