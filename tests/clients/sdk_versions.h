// The generations of the official JavaScript SDK, and how tests call them.
#pragma once

#include <wavespeed_mock/mock_server.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/contract_watch.h"

namespace wavespeed_mock::clients {

inline constexpr const char* kNewest = "wavespeed";  // 0.3.2
inline constexpr const char* kMiddle =
    "wavespeed-0-2";  // 0.2.3, the one in the command line program
inline constexpr const char* kFirst = "wavespeed-0-0";  // 0.0.15
inline constexpr const char* kId = "[0-9a-f]{32}";      // a regular expression

// Requests that reached the server, as "METHOD target".
class Seen {
 public:
  ListenOptions listen() {
    return {.on_exchange = [this](const Request& request, const Response&) {
      const std::lock_guard lock(mutex_);
      lines_.push_back(request.method + " " + request.target);
      changed_.notify_all();
    }};
  }
  std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  long count(const std::string& method) const {
    const std::lock_guard lock(mutex_);
    return count_locked(method);
  }
  // A client may exit before its last request is handled. Returns false after ten seconds.
  bool wait_for(const std::string& method, long wanted) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10),
                             [&] { return count_locked(method) == wanted; });
  }

 private:
  long count_locked(const std::string& method) const {
    return std::count_if(lines_.begin(), lines_.end(),
                         [&](const std::string& line) { return line.starts_with(method + " "); });
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

inline nlohmann::json call_for(const MockServer& server, const std::string& package,
                               const std::string& model = "wavespeed-ai/z-image/turbo") {
  nlohmann::json call = {{"package", package},
                         {"key", "sdk-test-key"},
                         {"client", {{"baseUrl", server.base_url()}, {"retryInterval", 0.001}}},
                         {"model", model},
                         {"input", {{"prompt", "a red fox"}, {"size", "256*256"}}},
                         {"run", {{"pollInterval", 0.001}}}};
  if (package == kFirst) {
    call["client"] = {{"baseUrl", server.base_url() + "/api/v3/"}, {"pollInterval", 0.001}};
  }
  return call;
}

inline nlohmann::json in_sync_mode(nlohmann::json call) {
  call["run"]["enableSyncMode"] = true;
  return call;
}

}  // namespace wavespeed_mock::clients
