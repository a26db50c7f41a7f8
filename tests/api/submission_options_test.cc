#include "api/submission_options.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace wavespeed_mock::submission_options_test {
namespace {

using nlohmann::json;

TEST(SubmissionOptions, AreReadForEveryModel) {
  struct Case {
    json inputs;
    bool sync_mode;
    bool base64_output;
  };
  const std::vector<Case> cases = {
      {json::object(), false, false},
      {{{"enable_sync_mode", true}}, true, false},
      {{{"enable_base64_output", true}}, false, true},
      {{{"enable_sync_mode", true}, {"enable_base64_output", true}}, true, true},
      {{{"enable_sync_mode", false}, {"enable_base64_output", false}}, false, false},
      {{{"enable_sync_mode", nullptr}, {"enable_base64_output", nullptr}}, false, false},
  };
  for (const Case& c : cases) {
    const auto options = read_submission_options(c.inputs);
    ASSERT_TRUE(options) << c.inputs;
    EXPECT_EQ(options->sync_mode, c.sync_mode) << c.inputs;
    EXPECT_EQ(options->base64_output, c.base64_output) << c.inputs;
  }
}

TEST(SubmissionOptions, MustBeBooleans) {
  for (const char* name : {"enable_sync_mode", "enable_base64_output"}) {
    for (const json& value : {json("true"), json(1), json::array(), json::object()}) {
      const auto options = read_submission_options({{name, value}});
      ASSERT_FALSE(options) << name << " " << value;
      EXPECT_EQ(options.error().http, 400);
      EXPECT_EQ(options.error().code, 400);
      EXPECT_EQ(options.error().message, "invalid input: \"" + std::string(name) +
                                             "\" must be true or false, not " + value.dump());
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::submission_options_test
