// Tests that every engine must pass, with the engine as their parameter: the files
// engine_*_test.cc. The test file of each engine instantiates them.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/http/web_url.h"
#include "support/domain_error.h"
#include "support/raw_client.h"
#include "support/tls_channel.h"
#include "transport/engine.h"

namespace wavespeed_mock::transport {

struct EngineKind {
  std::string name;
  std::function<std::unique_ptr<Engine>(const EngineOptions&, Handler)> start;
  bool tls = false;
};

// Connects a client to an engine of this kind.
inline RawClient connect(const EngineKind& kind, int port) {
  return RawClient(port, kind.tls ? TlsChannel::open : nullptr);
}
inline std::string url_of(const EngineKind& kind, int port, const std::string& host = "127.0.0.1") {
  return http_url(host, port, kind.tls);
}

// Returns the request as text: "METHOD target|Name=value,…|body".
inline Response echo(const Request& request) {
  std::string fields;
  for (const Header& field : request.headers) fields += field.name + "=" + field.value + ",";
  return {.headers = {{"Content-Type", "application/json"}},
          .body = request.method + " " + request.target + "|" + fields + "|" + request.body};
}

inline std::string body_of(const std::string& answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  return head == std::string::npos ? "" : answer.substr(head + 4);
}

class EngineTest : public testing::TestWithParam<EngineKind> {
 protected:
  static constexpr std::size_t kMaxBody = 2 * 1024 * 1024;

  static std::unique_ptr<Engine> start(Handler handler) {
    return start({.max_body_bytes = kMaxBody}, std::move(handler));
  }
  static std::unique_ptr<Engine> start(const EngineOptions& options, Handler handler) {
    return GetParam().start(options, std::move(handler));
  }
  static RawClient connect(int port) { return transport::connect(GetParam(), port); }
  // The error if it cannot start.
  static std::string error_for(const EngineOptions& options) {
    return error_of([&] { start(options, echo); });
  }
};

// A server that delivers every response by the plan.
class EngineDelivery : public testing::TestWithParam<EngineKind> {
 protected:
  struct CurlResult {
    int exit_code = 0;
    std::string out;
  };

  void serve(const DeliveryPlan& plan);
  int port() const { return engine_->port(); }
  RawClient connect() const { return transport::connect(GetParam(), port()); }
  // How reading ends if the server closes early. In a plain connection this looks like an orderly
  // end.
  static int breakdown() { return GetParam().tls ? TlsChannel::kBrokenOff : 0; }
  CurlResult curl(const std::string& options = "") const;

  ManualClock clock_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace wavespeed_mock::transport
