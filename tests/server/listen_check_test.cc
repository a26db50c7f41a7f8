#include "server/listen_check.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/server_engines.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::listen_check_test {
namespace {

TEST(ListenCheck, TakesWhatAServerStartsWith) {
  for (const ServerEngine engine : server_engines()) {
    EXPECT_EQ(error_of([&] { check_listen_options({.engine = engine}); }), "");
  }
}

TEST(ListenCheck, RefusesTlsOnAnEngineWithoutIt) {
  const TempFolder folder;
  const ListenOptions listen = {.engine = ServerEngine::httplib,
                                .tls_self_signed = folder.file("own.pem")};
  const std::string problem = error_of([&] { check_listen_options(listen); });
  EXPECT_EQ(problem.find("engine \"httplib\" "), 0U) << problem;
  EXPECT_EQ(error_of([&] { const WatchedServer server({}, listen); }), problem);
  EXPECT_FALSE(std::filesystem::exists(folder.file("own.pem")));
}

TEST(ListenCheck, LimitsTheThreads) {
  EXPECT_EQ(error_of([] { check_listen_options({.threads = ListenOptions::kMaxThreads}); }), "");
  const std::string problem = "threads must be a whole number from 0 to 256, not 257";
  EXPECT_EQ(error_of([] { check_listen_options({.threads = 257}); }), problem);
  EXPECT_EQ(error_of([] { const WatchedServer server({}, {.threads = 257}); }), problem);
}

#ifdef WAVESPEED_MOCK_EVENT_ENGINE
TEST(ListenCheck, ChecksCertificates) {
  EXPECT_EQ(error_of([] { check_listen_options({.tls_cert = "c.pem"}); }),
            "tls_cert \"c.pem\" needs tls_key, the file of its private key");
}
#endif

}  // namespace
}  // namespace wavespeed_mock::listen_check_test
