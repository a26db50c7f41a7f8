// What the server writes to stderr, as lines for people or as one JSON object each.
//
// May be used from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace spdlog {
class logger;
}

namespace wavespeed_mock::cli {

enum class LogFormat : std::uint8_t { text, json };

class ServerLog {
 public:
  // `level` is one of off, error, warn, info, debug.
  ServerLog(const std::string& level, LogFormat format);

  void info(std::string_view message);
  void error(std::string_view message);

  // Logs what the client got: at level info where faults fired, with their types, and else at
  // debug. At warn, logs how the request broke the contract. Never logs keys or bodies.
  void exchange(const Request& request, const Response& response);

 private:
  const LogFormat format_;
  const std::shared_ptr<spdlog::logger> log_;
};

}  // namespace wavespeed_mock::cli
