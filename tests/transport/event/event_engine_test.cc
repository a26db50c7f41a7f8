// Runs the tests of all engines on the Boost.Asio engine: with one loop, with several, and over
// TLS.
#include "transport/engine_suite.h"

#include "support/self_signed.h"
#include "transport/tls/tls_context.h"

namespace wavespeed_mock::transport::event_engine_test {
namespace {

EngineKind with_loops(unsigned count) {
  return {"Loops" + std::to_string(count), [count](EngineOptions options, Handler handler) {
            options.threads = count;
            return start_event_engine(options, std::move(handler));
          }};
}

// The certificate is created once for all tests.
EngineKind with_tls() {
  return {"Tls",
          [](EngineOptions options, Handler handler) {
            static const SelfSigned own;
            static const TlsContext context({.text = own.certificate_text(), .name = "certificate"},
                                            {.text = own.key_text(), .name = "key"});
            options.threads = 1;
            options.tls = &context;
            return start_event_engine(options, std::move(handler));
          },
          true};
}

std::string name_of(const testing::TestParamInfo<EngineKind>& kind) {
  return kind.param.name;
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Event, EngineTest,
                         testing::Values(with_loops(1), with_loops(3), with_tls()), name_of);
INSTANTIATE_TEST_SUITE_P(Event, EngineDelivery, testing::Values(with_loops(1), with_tls()),
                         name_of);

}  // namespace wavespeed_mock::transport::event_engine_test
