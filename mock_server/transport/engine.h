// The interface of HTTP servers. An engine listens, turns bytes into Requests, calls the handler,
// and delivers its answers as their DeliveryPlan says.
//
// Another engine is added by another `start_…_engine` function; nothing above this folder changes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/http/pending_answer.h"
#include "transport/http/wire_limits.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

class TlsContext;

// Called from many threads at once; must not throw.
using Handler = std::function<Answer(const Request&)>;

struct EngineOptions {
  std::string host = "127.0.0.1";
  int port = 0;  // 0 takes any free port
  std::size_t max_body_bytes =
      std::size_t{64} * 1024 * 1024;  // a longer request body is answered 413
  unsigned threads = 0;  // of an engine that has loops; 0: as many as the machine has cores
  // The clock of DeliveryPlan::not_before; must outlive the engine. Null: the wall clock.
  Clock* clock = nullptr;
  TimeLimits time;
  // If set, the engine serves https only; must outlive the engine. Not every engine supports it.
  const TlsContext* tls = nullptr;
};

class Engine {
 public:
  // Stops as stop() does.
  virtual ~Engine() = default;

  // The port that is bound.
  virtual int port() const = 0;

  // Closes the listening socket and every connection, cuts short delayed answers, and returns when
  // no thread of the engine is left; within a second. Safe to call twice and from any thread that
  // is not the engine's own.
  virtual void stop() = 0;
};

// Throws ConfigError where the engine on cpp-httplib would have to serve https, which it does not
// support.
void check_httplib_engine(bool https);

// The engine on cpp-httplib: one thread for each open connection. Listening when it returns. Throws
// ConfigError when it cannot listen on host and port, and when TLS is set, which it does not
// support.
std::unique_ptr<Engine> start_httplib_engine(const EngineOptions& options, Handler handler);

// The engine on Boost.Asio: a few threads for all connections. Otherwise like the
// other. Exists only in a build with WAVESPEED_MOCK_EVENT_ENGINE.
std::unique_ptr<Engine> start_event_engine(const EngineOptions& options, Handler handler);

}  // namespace wavespeed_mock::transport
