// What is said of --target has no password and no query: both may hold a secret.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "load_generator/encoded_requests.h"
#include "load_generator/json_report.h"
#include "load_generator/preflight.h"
#include "load_generator/text_report.h"
#include "support/load_report.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::load::shown_target_test {
namespace {

using testing::HasSubstr;
using testing::Not;

template <class Call>
std::string error_of(Call&& call) {
  try {
    call();
  } catch (const ConfigError& problem) {
    return problem.what();
  }
  return "";
}

TEST(ShownTarget, HasNoPasswordInErrors) {
  const std::string target = "http://user:hunter2pw@127.0.0.1:9";
  Plan plan;
  plan.target = target;
  for (const std::string& error : {error_of([&] { addresses_of(target); }),
                                   error_of([&] { EncodedRequests requests(plan); })}) {
    EXPECT_THAT(error, HasSubstr("option --target: \"http://…@127.0.0.1:9\""));
    EXPECT_THAT(error, Not(HasSubstr("hunter2pw")));
  }
  EXPECT_THAT(error_of([] { addresses_of("https://127.0.0.1/?api_key=hunter2pw"); }),
              HasSubstr("\"https://127.0.0.1/?…\": https is not supported"));
}

TEST(ShownTarget, HasNoQueryInReports) {
  Report report = full_report();
  report.plan.target = "http://127.0.0.1:8787/?api_key=hunter2pw";
  for (const std::string& text : {text_report(report), json_report(report)}) {
    EXPECT_THAT(text, HasSubstr("http://127.0.0.1:8787/?…"));
    EXPECT_THAT(text, Not(HasSubstr("hunter2pw")));
  }
}

}  // namespace
}  // namespace wavespeed_mock::load::shown_target_test
