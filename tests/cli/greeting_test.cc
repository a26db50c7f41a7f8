#include "cli/greeting.h"

#include <gmock/gmock.h>

#include <string>

#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli::greeting_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kUrl = "http://127.0.0.1:8787";

std::string first_line(const Settings& settings) {
  const std::string text = greeting(settings, kUrl);
  return text.substr(0, text.find('\n'));
}

TEST(Greeting, SaysWhatToPasteAndHowToStop) {
  EXPECT_EQ(greeting({}, kUrl),
            "wavespeed-mock " WAVESPEED_MOCK_VERSION
            " listens on http://127.0.0.1:8787 (auth open, tier level3, latency brisk)\n"
            "\n"
            "  curl http://127.0.0.1:8787/api/v3/wavespeed-ai/flux-dev -H \"Authorization: Bearer "
            "my-key\" \\\n"
            "    -H \"Content-Type: application/json\" -d '{\"prompt\": \"A cat\"}'\n"
            "\n"
            "  In the SDK, set the base URL:\n"
            "    JavaScript  new Client(\"my-key\", { baseUrl: \"http://127.0.0.1:8787\" })\n"
            "    Python      wavespeed.Client(api_key=\"my-key\", "
            "base_url=\"http://127.0.0.1:8787\")\n"
            "\n"
            "  All endpoints: http://127.0.0.1:8787/docs\n"
            "  Ctrl-C stops the server.\n");
}

TEST(Greeting, NamesTheOptionsThatChangeAnswers) {
  Settings settings;
  settings.mock.auth = Auth::strict;
  settings.mock.tier = "gold";
  settings.mock.clock_mode = ClockSetting::scaled(60);
  settings.mock.seed = 3;
  settings.mock.strict = true;
  settings.mock.scenario = "busy";
  settings.mock.replay = "r.jsonl";
  settings.mock.fixtures = {"a.json", "b"};
  settings.config = "mock.json";
  EXPECT_THAT(first_line(settings),
              HasSubstr("(auth strict, tier gold, latency brisk, clock scaled:60, seed 3, strict, "
                        "scenario busy, replay r.jsonl, fixtures a.json, fixtures b, "
                        "config mock.json)"));
}

TEST(Greeting, CountsTheModelsOfCatalogueFilesAndWhatIsOddInThem) {
  EXPECT_THAT(greeting({}, kUrl, {{"models.json", 998, 6}, {"own.jsonl", 1, 0}, {"b", 2, 1}}),
              HasSubstr("latency brisk)\n"
                        "\n"
                        "  models.json: 998 models, 6 oddities (\"wavespeed-mock models check "
                        "models.json\" lists them)\n"
                        "  own.jsonl: 1 model\n"
                        "  b: 2 models, 1 oddity (\"wavespeed-mock models check b\" lists it)\n"
                        "\n"
                        "  curl "));
}

TEST(Greeting, TakesTheKeyFromTheEnvironmentWhereOnlyKnownKeysAreAllowed) {
  Settings settings;
  settings.mock.auth = Auth::strict;
  const std::string text = greeting(settings, kUrl);
  EXPECT_THAT(text, HasSubstr("Authorization: Bearer $WAVESPEED_API_KEY\""));
  EXPECT_THAT(text, HasSubstr("new Client(process.env.WAVESPEED_API_KEY,"));
  EXPECT_THAT(text, HasSubstr("api_key=os.environ[\"WAVESPEED_API_KEY\"],"));
}

TEST(Greeting, SaysHowToMoveAManualClock) {
  Settings settings;
  const std::string command = "curl http://127.0.0.1:8787/__mock/clock";
  EXPECT_THAT(greeting(settings, kUrl), Not(HasSubstr("/__mock/clock")));
  settings.mock.clock_mode = ClockMode::manual;
  EXPECT_THAT(greeting(settings, kUrl),
              HasSubstr("  The clock does not move by itself, so that tasks do not end. Move it:\n"
                        "    " +
                        command + " -d '{\"advance\": \"1m\"}'\n\n"));

  settings.mock.control_token = "hush";
  EXPECT_THAT(greeting(settings, kUrl),
              HasSubstr(command + " -H \"X-Mock-Token: $WAVESPEED_MOCK_CONTROL_TOKEN\" -d "));
  EXPECT_THAT(greeting(settings, kUrl), Not(HasSubstr("hush")));

  settings.mock.control = Control::off;
  EXPECT_THAT(greeting(settings, kUrl), HasSubstr("With --control off nothing moves it.\n"));
  EXPECT_THAT(greeting(settings, kUrl), Not(HasSubstr("/__mock/clock")));
}

}  // namespace
}  // namespace wavespeed_mock::cli::greeting_test
