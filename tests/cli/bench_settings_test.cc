#include "cli/bench_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::bench_settings_test {
namespace {

using load::Scenario;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Texts = std::vector<std::string>;

BenchSettings read(Texts arguments, const std::string& environment_key = "") {
  arguments.insert(arguments.begin(), {"--target", "http://127.0.0.1:8787"});
  return read_bench_settings(arguments, environment_key);
}

std::string error_for(const Texts& arguments) {
  return error_of([&] { read(arguments); });
}

TEST(BenchSettings, HaveDefaults) {
  const BenchSettings settings = read({});
  const load::Plan& plan = settings.plan;
  EXPECT_EQ(plan.target, "http://127.0.0.1:8787");
  EXPECT_EQ(plan.scenario, Scenario::poll);
  EXPECT_EQ(plan.model, "wavespeed-ai/flux-dev");
  EXPECT_EQ(plan.inputs, R"({"prompt": "A cat"})");
  EXPECT_EQ(plan.key, "");
  EXPECT_EQ(plan.task, "");
  EXPECT_EQ(plan.connections, 32U);
  EXPECT_GE(plan.threads, 1U);
  EXPECT_FALSE(plan.rate);
  EXPECT_EQ(plan.duration, seconds(10));
  EXPECT_EQ(plan.warmup, seconds(2));
  EXPECT_FALSE(plan.requests);
  EXPECT_EQ(plan.timeout, seconds(30));
  EXPECT_EQ(plan.poll_interval, seconds(1));
  EXPECT_TRUE(plan.allowed_statuses.empty());
  EXPECT_FALSE(settings.json || settings.html || settings.yes || settings.quiet);
}

TEST(BenchSettings, AreReadFromTheCommandLine) {
  const BenchSettings settings = read({"--scenario=lifecycle",
                                       "--model",
                                       "acme/a",
                                       "--inputs",
                                       R"({"a": 1})",
                                       "--key",
                                       "k-1",
                                       "--connections",
                                       "100",
                                       "--threads=4",
                                       "--rate",
                                       "2.5",
                                       "--duration",
                                       "1m",
                                       "--warmup",
                                       "0",
                                       "--timeout",
                                       "500ms",
                                       "--poll-interval",
                                       "20ms",
                                       "--allow-status",
                                       "429,503",
                                       "--json",
                                       "r.json",
                                       "--html",
                                       "r.html",
                                       "--yes",
                                       "--quiet"},
                                      "other-key");
  const load::Plan& plan = settings.plan;
  EXPECT_EQ(plan.scenario, Scenario::lifecycle);
  EXPECT_EQ(plan.model, "acme/a");
  EXPECT_EQ(plan.inputs, R"({"a": 1})");
  EXPECT_EQ(plan.key, "k-1");
  EXPECT_EQ(plan.connections, 100U);
  EXPECT_EQ(plan.threads, 4U);
  EXPECT_EQ(plan.rate, 2.5);
  EXPECT_EQ(plan.duration, seconds(60));
  EXPECT_EQ(plan.warmup, seconds(0));
  EXPECT_EQ(plan.timeout, milliseconds(500));
  EXPECT_EQ(plan.poll_interval, milliseconds(20));
  EXPECT_THAT(plan.allowed_statuses, ElementsAre(429, 503));
  EXPECT_EQ(settings.json, "r.json");
  EXPECT_EQ(settings.html, "r.html");
  EXPECT_TRUE(settings.yes);
  EXPECT_TRUE(settings.quiet);
}

TEST(BenchSettings, TakeTheKeyFromTheEnvironmentAndInputsFromAFile) {
  EXPECT_EQ(read({}, "env-key").plan.key, "env-key");
  const TempFolder folder;
  const std::string path = folder.write("inputs.json", R"({"prompt": "A dog"})").string();
  EXPECT_EQ(read({"--inputs", "@" + path}).plan.inputs, R"({"prompt": "A dog"})");
  EXPECT_THAT(error_for({"--inputs", "@" + path + ".no"}), HasSubstr(path + ".no"));
  EXPECT_EQ(error_of([] { read({}, "a key"); }),
            "environment variable WAVESPEED_API_KEY: must be an API key: visible ASCII characters");
}

TEST(BenchSettings, HaveNoWarmUpWhenRequestsAreCounted) {
  EXPECT_EQ(read({"--requests", "7"}).plan.requests, 7U);
  EXPECT_EQ(read({"--requests", "7"}).plan.warmup, seconds(0));
  EXPECT_EQ(read({"--requests", "7", "--warmup", "1s"}).plan.warmup, seconds(1));
}

TEST(BenchSettings, UseNoMoreThreadsThanConnections) {
  EXPECT_EQ(read({"--connections", "1"}).plan.threads, 1U);
}

TEST(BenchSettings, ReportWrongValues) {
  struct Case {
    const char* flag;
    const char* value;
    const char* expected;
  };
  for (const Case& one :
       {Case{"--scenario", "pull", "poll, submit, lifecycle or sync"},
        Case{"--model", "a b", "the id of a model such as wavespeed-ai/flux-dev"},
        Case{"--task", "a\r\nb", "the id of a task"},
        Case{"--connections", "0", "a whole number from 1 to 1000000"},
        Case{"--connections", "1000001", "a whole number from 1 to 1000000"},
        Case{"--threads", "1.5", "a whole number from 1 to 1000"},
        Case{"--rate", "0", "a number of operations per second from 0.001 to 100000000"},
        Case{"--rate", "nan", "a number of operations per second from 0.001 to 100000000"},
        Case{"--duration", "0", "a duration above 0, up to 36525d, such as 10s"},
        Case{"--duration", "10", "a duration above 0, up to 36525d, such as 10s"},
        Case{"--requests", "-1", "a whole number from 1 to 1000000000000"},
        Case{"--warmup", "soon", "a duration from 0 to 36525d such as 2s or 0"},
        Case{"--timeout", "0", "a duration above 0, up to 36525d, such as 10s"},
        Case{"--poll-interval", "0", "a duration above 0, up to 36525d, such as 10s"},
        Case{"--allow-status", "429,", "HTTP statuses such as 429,503"},
        Case{"--allow-status", "42", "HTTP statuses such as 429,503"}}) {
    const std::string text = error_for({one.flag, one.value});
    EXPECT_THAT(text, testing::StartsWith(std::string("option ") + one.flag + ": must be " +
                                          one.expected + ", not \""))
        << one.value;
  }
  EXPECT_EQ(error_for({"--key", "very secret"}),
            "option --key: must be an API key: visible ASCII characters, not this one");
  EXPECT_EQ(error_for({"--json="}), "option --json: must be the path of a file, not \"\"");
}

TEST(BenchSettings, ReportOptionsThatExcludeEachOther) {
  EXPECT_EQ(error_of([] { read_bench_settings({}, ""); }),
            "option --target: is missing; it must be the URL of a server such as "
            "http://127.0.0.1:8787");
  EXPECT_THAT(error_for({"--requests", "5", "--duration", "5s"}), HasSubstr("give one of them"));
  EXPECT_THAT(error_for({"--task", "t", "--scenario", "sync"}),
              HasSubstr("option --task: is for --scenario poll, not for sync"));
  EXPECT_THAT(error_for({"--task", "t", "--model", "acme/a"}),
              HasSubstr("option --model: is for submitting, and --task names a task"));
  EXPECT_THAT(error_for({"--poll-interval", "1s"}),
              HasSubstr("is for --scenario lifecycle, not for poll"));
  EXPECT_THAT(error_for({"--connections", "2", "--threads", "3"}),
              HasSubstr("must be at most the number of --connections, 2, not 3"));
}

TEST(BenchSettings, ReportUnknownOptions) {
  EXPECT_EQ(error_for({"--conections", "5"}),
            "option \"--conections\" is not known; did you mean \"--connections\"?");
  EXPECT_THAT(error_for({"--xyzzy=1"}), HasSubstr("\"wavespeed-mock bench --help\" lists all"));
  EXPECT_THAT(error_for({"fast"}), HasSubstr("argument \"fast\" is not known"));
  EXPECT_THAT(error_for({"--rate", "1", "--rate", "2"}),
              HasSubstr("given 2 times, may be given once"));
  EXPECT_THAT(error_for({"--rate"}), HasSubstr("option --rate: needs a value"));
}

TEST(BenchSettings, TurnAToggleOffByItsValue) {
  EXPECT_FALSE(read({"--yes=false"}).yes);
  EXPECT_EQ(error_for({"--yes=no"}), "option --yes: must be true or false, not \"no\"");
}

TEST(BenchSettings, DescribeDefaultsThatDependOnOtherOptions) {
  std::map<std::string_view, std::string> shown;
  for (const Option& option : described(bench_options)) shown[option.name] = option.default_note;
  EXPECT_EQ(shown["threads"], "half of the cores");
  EXPECT_EQ(shown["warmup"], "2s; none with --requests");
  EXPECT_EQ(shown["key"], "bench, for a target on this machine");
}

}  // namespace
}  // namespace wavespeed_mock::cli::bench_settings_test
