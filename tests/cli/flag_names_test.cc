#include "cli/flag_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/option_table.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::flag_names_test {
namespace {

TEST(FlagNames, ReplaceTheNamesThatTheLibraryUses) {
  struct Case {
    std::string message;
    std::string shown;
  };
  const std::vector<Option> options = described(serve_options);
  for (const Case& c : std::vector<Case>{
           {R"(tls_cert "a.pem" needs tls_key, the file)",
            R"(--tls-cert "a.pem" needs --tls-key, the file)"},
           {R"(tls_key: there is no file "a.pem")",
            R"(option --tls-key: there is no file "a.pem")"},
           {R"(tier: there is no tier "wood")", R"(option --tier: there is no tier "wood")"},
           {"in use; or use port 0 for any free port", "in use; or use --port 0 for any free port"},
           {"control_token must be visible", "--control-token must be visible"},
       }) {
    EXPECT_EQ(with_flags(c.message, options), c.shown);
  }
}

TEST(FlagNames, LeaveOtherWordsAlone) {
  const std::vector<Option> options = described(serve_options);
  for (const std::string message : {
           R"(there is no fixture file "tls_key" or "a \"b\" tls_key")",
           "cannot read tls_key.pem, /tls_key or x-tls_key",
           "a scenario on a port: the tier of the clock",
           "scenario \"busy\": steps: field \"at\" is missing",
           "no_option: is not known",
           "",
       }) {
    EXPECT_EQ(with_flags(message, options), message);
  }
}

TEST(FlagNames, AreInTheErrorsOfACommand) {
  const Command command = {.name = "fails",
                           .options = described(serve_options),
                           .run = [](const std::vector<std::string>& arguments) -> int {
                             if (arguments.empty()) return 7;
                             throw ConfigError(arguments.front());
                           }};
  EXPECT_EQ(run_command(command, {}), 7);
  try {
    run_command(command, {"media_dir is full"});
    ADD_FAILURE() << "no error";
  } catch (const ConfigError& problem) {
    EXPECT_STREQ(problem.what(), "--media-dir is full");
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::flag_names_test
