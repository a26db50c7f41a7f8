// The requests of a run as the bytes that go out, written once.
//
// Made before the load starts, then only read; may be used from several threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "load_generator/plan.h"

namespace wavespeed_mock::load {

class EncodedRequests {
 public:
  // Throws ConfigError when the target is not an http URL or the inputs are not a JSON object.
  explicit EncodedRequests(const Plan& plan);

  const std::string& submit() const { return submit_; }
  // Asks for a task's result.
  std::string poll(std::string_view task) const;
  // Nullopt when `url` is on another server than the target. Without the key: an output's address
  // is enough to get it.
  std::optional<std::string> fetch(std::string_view url) const;

  // The same for a caller that sends them in another way.
  const std::string& submit_target() const { return submit_target_; }
  const std::string& submit_body() const { return submit_body_; }
  std::string poll_target(std::string_view task) const;

 private:
  std::string prefix_;  // path of the target, without a slash at its end
  std::string host_;    // what the Host field says
  std::string key_;
  std::string submit_target_;
  std::string submit_body_;
  std::string submit_;
};

}  // namespace wavespeed_mock::load
