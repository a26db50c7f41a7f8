// Scenarios: one that can be read can be started, used while time passes, snapshot and ended.
//
// The first lines of an input, up to "---", are the text of a scenario; a program follows
// (support/program.h), which runs while the scenario does.
#include <string>

#include "domain/faults/fault_rules.h"
#include "domain/scenarios/scenario_runner.h"
#include "fuzz/support/books.h"
#include "fuzz/support/program.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::scenarios {
namespace {

// Starts it for all accounts. Nothing has changed where it is wrong.
void start(FuzzedMock& mock, std::string_view text) {
  try {
    if (const auto problem = mock.core().control().scenarios.start_text(text, nullptr)) {
      check(problem->http < 500, "a scenario that cannot start is the client's", problem->message);
    }
  } catch (const ConfigError& error) {
    check(std::string_view(error.what()).starts_with("scenario"), "an error says where it is",
          error.what());
  }
  check_books(mock.core().store());
}

// What a scenario added for all accounts ends with it, whatever was restored.
void check_rules(FuzzedMock& mock) {
  const ControlContext& control = mock.core().control();
  if (control.scenarios.running(nullptr)) return;
  for (const FaultRules::Listed& listed : control.fault_rules.list(nullptr)) {
    check(listed.rule->origin().source != "scenario", "no rule is left of a scenario that ended",
          listed.rule->id());
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
  start(mock, text);
  run_program(mock, program);
  check_rules(mock);
  const Response ended = mock.answer_to(request_with_key("", "DELETE", "/__mock/scenarios"));
  check(ended.status == 200, "a scenario can always be ended", ended.body);
  check_rules(mock);
  mock.answer_to(request_with_key("ws-key-1", "POST", "/api/v3/mock/instant", R"({"prompt":"x"})"));
}

const Target target("scenarios", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::scenarios
