// A proxy in front of a live service that writes a transcript of what goes through it: listens when
// constructed, stopped when destroyed. Clients are sent to `base_url()` and stay there, because the
// service's own address in its answers is replaced by it.
//
// Every function may be called from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace wavespeed_mock {

struct RecorderOptions {
  std::string upstream;       // base URL of the service: "https://api.wavespeed.ai"
  std::filesystem::path out;  // the transcript; must not exist yet

  // Lets requests through that cost money or might.
  bool allow_paid = false;

  // Certificates in PEM that are trusted in place of the system's.
  std::optional<std::filesystem::path> ca_file{};

  std::string host = "127.0.0.1";  // address or name to listen on
  int port = 0;                    // 0 takes any free port
};

struct RecorderSummary {
  std::size_t exchanges = 0;   // in the transcript
  std::size_t refused = 0;     // because they may cost money
  std::size_t unanswered = 0;  // by the service
};

class Recorder {
 public:
  // Throws ConfigError when an option is wrong, the port cannot be had, or the file not be written.
  explicit Recorder(const RecorderOptions& options);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  const std::string& base_url() const;
  int port() const;
  RecorderSummary summary() const;

  // Stops listening and ends at once, also while the service is silent: such requests count as
  // unanswered. Calling it again does nothing.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wavespeed_mock
