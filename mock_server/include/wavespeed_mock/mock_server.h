// A Mock that listens on its own port from construction to destruction. One process can have any
// number of them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "wavespeed_mock/mock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// What serves connections.
enum class ServerEngine {
  automatic,  // the first of the others that the library was built with
  event,      // many connections on a few threads
  httplib,    // one thread for each connection
};

struct ListenOptions {
  std::string host = "127.0.0.1";  // address or name to listen on
  int port = 0;                    // 0 takes any free port
  ServerEngine engine = ServerEngine::automatic;
  // Of the engine `event`, up to kMaxThreads; 0: as many as the machine has cores.
  unsigned threads = 0;
  static constexpr unsigned kMaxThreads = 256;
  // With these two, files in PEM, the server speaks https and nothing else: its certificate,
  // followed by its chain of intermediates, if any, and its private key.
  std::optional<std::filesystem::path> tls_cert{};
  std::optional<std::filesystem::path> tls_key{};
  // Instead of them: a certificate for this machine, made at the start and written to this file,
  // for clients to trust.
  std::optional<std::filesystem::path> tls_self_signed{};
  // Called with each request and its answer before the answer is delivered, from the thread that
  // serves it: several calls run at once. For logs, counters, or a test that moves its clock.
  std::function<void(const Request&, const Response&)> on_exchange{};
};

class MockServer {
 public:
  // Throws ConfigError when an option or fixture is wrong, or when the port cannot be bound.
  explicit MockServer(Options options = {}, const ListenOptions& listen = {});
  // Stops within a second, also while clients are connected.
  ~MockServer();
  MockServer(const MockServer&) = delete;
  MockServer& operator=(const MockServer&) = delete;

  // "http://127.0.0.1:49152": what a client takes as its base URL; no slash at the end. With a
  // certificate, "https://…".
  const std::string& base_url() const;
  int port() const;

  // The mock that answers on the port, for calls without a socket. May be used from any thread.
  Mock& mock();

  // Stops listening and closes every connection; calling it again does nothing.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wavespeed_mock
