// The engine on cpp-httplib, in the tests of all engines.
#include "transport/engine_suite.h"

namespace wavespeed_mock::transport {
namespace {

const EngineKind kKind{"httplib", start_httplib_engine};

}  // namespace

INSTANTIATE_TEST_SUITE_P(Httplib, EngineTest, testing::Values(kKind));
INSTANTIATE_TEST_SUITE_P(Httplib, EngineDelivery, testing::Values(kKind));

}  // namespace wavespeed_mock::transport
