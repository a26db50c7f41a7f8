// Errors about options do not repeat passwords, keys and tokens, which CI logs would keep.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/contract_settings.h"
#include "cli/file_check.h"
#include "cli/record_settings.h"
#include "runner/recorder.h"
#include "support/temp_folder.h"
#include "transport/client/http_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::shown_values_test {
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

TEST(ShownValues, HaveNoPasswordOfAUrl) {
  const TempFolder folder;
  for (const std::string url :
       {"http://user:hunter2pw@127.0.0.1:9", "http://127.0.0.1:9?api_key=hunter2pw",
        "https://user:hunter2pw@127.0.0.1:9/a?b=hunter2pw"}) {
    const RecorderOptions options{.upstream = url, .out = folder.file("t.jsonl")};
    for (const std::string& error :
         {error_of([&] { Recorder recorder(options); }),
          error_of([&] { transport::HttpClient client({.base_url = url}); }), error_of([&] {
            read_contract_settings({"--target", url}, "");
          })}) {
      EXPECT_THAT(error, HasSubstr("127.0.0.1:9")) << url;
      EXPECT_THAT(error, Not(HasSubstr("hunter2pw"))) << url;
    }
  }
  EXPECT_EQ(error_of([&] {
              read_contract_settings({"--target", "ftp://user:hunter2pw@host"}, "");
            }),
            "option --target: must be memory, loopback or a URL such as https://api.wavespeed.ai, "
            "not \"ftp://…@host\"");
}

TEST(ShownValues, HaveNoControlToken) {
  const TempFolder folder;
  for (const char* const token : {R"({"a":"hush-hush"})", R"(["hush-hush"])", "123456789"}) {
    const auto path = folder.write("mock.json", std::string(R"({"control_token":)") + token + "}");
    const std::string error = error_of([&] { read_settings({"--config", path.string()}, {}); });
    EXPECT_THAT(error, HasSubstr("field \"control_token\": must be a text of visible ASCII "
                                 "characters without spaces, not a"));
    EXPECT_THAT(error, Not(HasSubstr("hush")));
    EXPECT_THAT(error, Not(HasSubstr("1234")));
  }
}

TEST(ShownValues, HaveNoKeyOfAFixture) {
  const TempFolder folder;
  for (const char* const accounts :
       {R"([{"name":"a","keys":["sk-live-1","sk-live-1"]}])",
        R"([{"name":"a","keys":"sk-live-1"}])", R"([{"name":"a","keys":["sk-live-1 "]}])",
        R"(["sk-live-1"])", R"([["sk-live-1"]])",
        R"([{"name":"a","keys":["sk-live-1"]},{"name":"b","keys":["sk-live-1"]}])"}) {
    const auto path = folder.write("own.json", std::string(R"({"accounts":)") + accounts + "}");
    const auto checked = check_files(std::vector<std::string>{path.string()}, std::nullopt);
    ASSERT_EQ(checked.size(), 1U);
    ASSERT_FALSE(checked[0].problems.empty()) << accounts;
    for (const std::string& problem : checked[0].problems) {
      EXPECT_THAT(problem, Not(HasSubstr("sk-live"))) << problem;
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::shown_values_test
