// Config files of the program: every setting is taken or refused with an error that says where.
//
// An input is the text of a file.
#include "cli/config_file.h"

#include <functional>
#include <string>
#include <vector>

#include "app/option_texts.h"
#include "cli/option_table.h"
#include "cli/settings.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::config {
namespace {

void expect_good_errors(const std::function<void()>& read) {
  try {
    read();
  } catch (const ConfigError& error) {
    const std::string_view text = error.what();
    check(!text.empty() && text.find('\n') == std::string_view::npos, "an error is one line", text);
  }
}

void run(std::string_view text) {
  cli::Settings settings;
  const std::vector<cli::Option> options = cli::serve_options(settings);
  std::vector<cli::Setting> found;
  expect_good_errors([&] { cli::read_config_text(text, "input", "/nowhere", options, found); });
  for (const cli::Setting& setting : found) {
    expect_good_errors([&] { cli::set(setting); });
  }
  expect_good_errors([&] { check_option_values(settings.mock); });
}

const Target target("config", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::config
