#include "cli/record_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/domain_error.h"

namespace wavespeed_mock::cli::record_settings_test {
namespace {

using testing::HasSubstr;

std::string error_for(const std::vector<std::string>& arguments) {
  return error_of([&] { read_record_settings(arguments); });
}

TEST(RecordSettings, ReadsItsOptions) {
  const RecordSettings settings = read_record_settings(
      {"--upstream", "https://api.test", "--out=t.jsonl", "--allow-paid", "--host", "::1", "--port",
       "0", "--port-file", "p", "--ca-file", "c.pem"});
  EXPECT_EQ(settings.recorder.upstream, "https://api.test");
  EXPECT_EQ(settings.recorder.out, "t.jsonl");
  EXPECT_TRUE(settings.recorder.allow_paid);
  EXPECT_EQ(settings.recorder.host, "::1");
  EXPECT_EQ(settings.recorder.port, 0);
  EXPECT_EQ(settings.port_file, "p");
  EXPECT_EQ(settings.recorder.ca_file, "c.pem");
}

TEST(RecordSettings, RefusesPaidRequestsByDefault) {
  const RecordSettings settings =
      read_record_settings({"--upstream", "https://api.test", "--out", "t"});
  EXPECT_FALSE(settings.recorder.allow_paid);
  EXPECT_EQ(settings.recorder.host, "127.0.0.1");
  EXPECT_EQ(settings.recorder.port, 8788);
}

TEST(RecordSettings, ExplainsErrors) {
  EXPECT_THAT(error_for({}), HasSubstr("option --upstream: is missing; it must be the URL"));
  EXPECT_THAT(error_for({"--upstream", "u"}), HasSubstr("option --out: is missing"));
  EXPECT_THAT(error_for({"--upstrem", "u"}),
              HasSubstr("option \"--upstrem\" is not known; did you mean \"--upstream\"?"));
  EXPECT_THAT(error_for({"--zzz"}), HasSubstr("\"wavespeed-mock record --help\" lists all"));
  EXPECT_THAT(error_for({"x"}), HasSubstr("argument \"x\" is not known"));
  EXPECT_THAT(error_for({"--out"}), HasSubstr("option --out: needs a value"));
  EXPECT_THAT(error_for({"--out=", "--upstream", "u"}),
              HasSubstr("option --out: must be the path of a new file, not \"\""));
  EXPECT_THAT(error_for({"--out", "a", "--out", "b"}), HasSubstr("given 2 times"));
  EXPECT_THAT(error_for({"--port", "65536"}), HasSubstr("from 0 to 65535, not \"65536\""));
  EXPECT_THAT(error_for({"--port", "1x"}), HasSubstr("from 0 to 65535"));
}

// A toggle that is turned off must not let paid requests through.
TEST(RecordSettings, TakesAllowPaidAsTrueOrFalse) {
  const std::vector<std::string> needed = {"--upstream=u", "--out=t"};
  auto with = [&](const std::string& flag) {
    std::vector<std::string> arguments = needed;
    arguments.push_back(flag);
    return arguments;
  };
  EXPECT_FALSE(read_record_settings(with("--allow-paid=false")).recorder.allow_paid);
  EXPECT_TRUE(read_record_settings(with("--allow-paid=true")).recorder.allow_paid);
  EXPECT_EQ(error_for(with("--allow-paid=")),
            "option --allow-paid: must be true or false, not \"\"");
}

}  // namespace
}  // namespace wavespeed_mock::cli::record_settings_test
