// Runs the tests of all engines on the cpp-httplib engine.
#include "support/domain_error.h"
#include "support/self_signed.h"
#include "transport/engine_suite.h"
#include "transport/tls/tls_context.h"

namespace wavespeed_mock::transport::httplib_engine_test {
namespace {

const EngineKind kKind{"httplib", start_httplib_engine};

TEST(HttplibEngine, RefusesTls) {
  const SelfSigned own;
  const TlsContext tls({.text = own.certificate_text(), .name = "certificate"},
                       {.text = own.key_text(), .name = "key"});
  EXPECT_EQ(error_of([&] { start_httplib_engine({.tls = &tls}, nullptr); }),
            "engine \"httplib\" does not support TLS: use \"event\", or no certificate");
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Httplib, EngineTest, testing::Values(kKind));
INSTANTIATE_TEST_SUITE_P(Httplib, EngineDelivery, testing::Values(kKind));

}  // namespace wavespeed_mock::transport::httplib_engine_test
