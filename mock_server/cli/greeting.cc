#include "cli/greeting.h"

#include <cstddef>
#include <filesystem>

#include "base/text/counted.h"
#include "base/text/quoting.h"
#include "base/value/clock_option.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli {
namespace {

bool is_manual(const Options& options) {
  return options.clock_mode && *options.clock_mode == ClockMode::manual;
}

// "auth open, tier level3, latency brisk", and the options that change answers, if they are not
// the defaults.
std::string settings_text(const Settings& settings) {
  const Options& options = settings.mock;
  std::string text = std::string("auth ") + (options.auth == Auth::open ? "open" : "strict") +
                     ", tier " + options.tier + ", latency " + to_text(options.latency);
  const auto add = [&](const std::string& part) { text += ", " + part; };
  if (const auto& clock = options.clock_mode; clock && *clock != ClockMode::real) {
    add("clock " + to_text(clock->mode, clock->factor));
  }
  if (options.seed != 0) add("seed " + std::to_string(options.seed));
  if (options.strict) add("strict");
  if (!options.scenario.empty()) add("scenario " + options.scenario);
  if (options.replay) add("replay " + options.replay->string());
  for (const std::filesystem::path& path : options.models) add("models " + path.string());
  for (const std::filesystem::path& path : options.fixtures) add("fixtures " + path.string());
  if (settings.config) add("config " + settings.config->string());
  return text;
}

// How to move a clock that does not move by itself; tasks never end before that.
std::string clock_hint(const Options& options, const std::string& curl, const std::string& url) {
  if (!is_manual(options)) return "";
  const std::string still = "  The clock does not move by itself, so that tasks do not end. ";
  if (options.control == Control::off) return still + "With --control off nothing moves it.\n\n";
  const std::string token =
      options.control_token.empty() ? "" : " -H \"X-Mock-Token: $WAVESPEED_MOCK_CONTROL_TOKEN\"";
  return still + "Move it:\n    " + curl + url + "/__mock/clock" + token +
         " -d '{\"advance\": \"1m\"}'\n\n";
}

// A line for each: what is odd in one does not stop the start, and is easily overlooked.
std::string catalogue_lines(const std::vector<LoadedCatalogue>& catalogues) {
  std::string text;
  for (const LoadedCatalogue& each : catalogues) {
    const std::string path = one_line(each.path.string());
    text += "  " + path + ": " + counted(each.models, "model", "models");
    if (each.oddities > 0) {
      text += ", " + counted(each.oddities, "oddity", "oddities") +
              " (\"wavespeed-mock models check " + path + "\" lists " +
              (each.oddities == 1 ? "it)" : "them)");
    }
    text += '\n';
  }
  return text.empty() ? text : text + '\n';
}

}  // namespace

std::string greeting(const Settings& settings, const std::string& url,
                     const std::vector<LoadedCatalogue>& catalogues) {
  const auto& own = settings.listen.tls_self_signed;
  const std::string curl = "curl " + (own ? "--cacert " + own->string() + ' ' : "");
  const bool open = settings.mock.auth == Auth::open;
  const std::string key = open ? "my-key" : "$WAVESPEED_API_KEY";
  const std::string js_key = open ? "\"my-key\"" : "process.env.WAVESPEED_API_KEY";
  const std::string python_key = open ? "\"my-key\"" : "os.environ[\"WAVESPEED_API_KEY\"]";
  return "wavespeed-mock " WAVESPEED_MOCK_VERSION " listens on " + url + " (" +
         settings_text(settings) + ")\n\n" + catalogue_lines(catalogues) + "  " + curl + url +
         "/api/v3/wavespeed-ai/flux-dev -H \"Authorization: Bearer " + key +
         "\" \\\n    -H \"Content-Type: application/json\" -d '{\"prompt\": \"A cat\"}'\n\n" +
         clock_hint(settings.mock, curl, url) +
         "  In the SDK, set the base URL:\n"
         "    JavaScript  new Client(" +
         js_key + ", { baseUrl: \"" + url +
         "\" })\n"
         "    Python      wavespeed.Client(api_key=" +
         python_key + ", base_url=\"" + url +
         "\")\n\n"
         "  All endpoints: " +
         url +
         "/docs\n"
         "  Ctrl-C stops the server.\n";
}

}  // namespace wavespeed_mock::cli
