// The engine on Boost.Asio, in the tests of all engines, with one loop and with several.
#include "transport/engine_suite.h"

#ifdef WAVESPEED_MOCK_EVENT_ENGINE

namespace wavespeed_mock::transport {
namespace {

EngineKind with_loops(unsigned count) {
  return {std::to_string(count), [count](EngineOptions options, Handler handler) {
            options.threads = count;
            return start_event_engine(options, std::move(handler));
          }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Event, EngineTest, testing::Values(with_loops(1), with_loops(3)),
                         [](const auto& kind) { return "Loops" + kind.param.name; });
INSTANTIATE_TEST_SUITE_P(Event, EngineDelivery, testing::Values(with_loops(1)),
                         [](const auto& kind) { return "Loops" + kind.param.name; });

}  // namespace wavespeed_mock::transport

#endif
