// What the server writes to stderr, as lines for people or as one JSON object each.
//
// May be used from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace spdlog {
class logger;
}

namespace wavespeed_mock::cli {

enum class LogFormat : std::uint8_t { text, json };

// What a log does not show, in addition to what requests name themselves.
struct LogSecrets {
  std::string control_token{};  // "" for none
  // Whether an account has that key; null: no text is one. Called from any thread.
  std::function<bool(std::string_view)> is_key{};
};

class ServerLog {
 public:
  // `level` is one of off, error, warn, info, debug.
  ServerLog(const std::string& level, LogFormat format, LogSecrets secrets = {});

  void info(std::string_view message);
  void error(std::string_view message);

  // Logs what the client got: at level info where faults fired, with their types, and else at
  // debug. At warn, logs how the request broke the contract. Never logs keys or bodies.
  void exchange(const Request& request, const Response& response);

 private:
  const LogFormat format_;
  const LogSecrets secrets_;
  const std::shared_ptr<spdlog::logger> log_;
};

}  // namespace wavespeed_mock::cli
