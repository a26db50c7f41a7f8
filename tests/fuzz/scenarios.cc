// Scenarios: one that can be read can be started, used while time passes, snapshot and ended.
//
// The first lines of an input, up to "---", are the text of a scenario; a program follows
// (support/program.h), which runs while the scenario does.
#include <nlohmann/json.hpp>
#include <string>

#include "domain/scenarios/scenario.h"
#include "fuzz/support/program.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::scenarios {
namespace {

bool can_be_read(FuzzedMock& mock, std::string_view text) {
  const ControlContext& control = mock.core().control();
  try {
    load_scenario(text, "input", "fuzzed", control.fault_rules, control.accounts);
    return true;
  } catch (const ConfigError& error) {
    check(std::string_view(error.what()).starts_with("input"), "an error says where it is",
          error.what());
    return false;
  }
}

void run(std::string_view bytes) {
  constexpr std::string_view kEnd = "\n---\n";
  static FuzzedMock mock(Options{.seed = 7, .control = Control::on});
  mock.start_again();
  const auto end = bytes.find(kEnd);
  const std::string_view text = bytes.substr(0, end);
  const auto program =
      end == std::string_view::npos ? std::string_view() : bytes.substr(end + kEnd.size());
  const bool readable = can_be_read(mock, text);
  const Response started =
      mock.answer_to(request_with_key("ws-key-1", "POST", "/__mock/scenarios", std::string(text)));
  check(readable || started.status != 200 || !nlohmann::json::accept(text),
        "a scenario that cannot be read is not started", started.body);
  run_program(mock, program);
  const Response ended =
      mock.answer_to(request_with_key("ws-key-1", "DELETE", "/__mock/scenarios"));
  check(ended.status == 200, "a scenario can always be ended", ended.body);
  mock.answer_to(request_with_key("ws-key-1", "POST", "/api/v3/mock/instant", R"({"prompt":"x"})"));
}

const Target target("scenarios", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::scenarios
