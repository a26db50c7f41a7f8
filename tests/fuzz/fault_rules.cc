// Fault rules: one that is accepted is shown in a form that is accepted and means the same, and
// fires or does not, whatever requests come.
//
// The first line of an input is the rule, the rest is a program (support/program.h) for which it
// holds.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "fuzz/support/input.h"
#include "fuzz/support/program.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::fault_rules {
namespace {

// Adds rules; returns the first as it is shown, and nothing where they are refused.
std::optional<std::string> add(FuzzedMock& mock, std::string rules) {
  const Response response =
      mock.answer_to(request_with_key("ws-key-1", "POST", "/__mock/faults", std::move(rules)));
  if (response.status != 200) return std::nullopt;
  const auto answer = nlohmann::ordered_json::parse(response.body);
  return answer.at("data").at("rules").at(0).at("rule").dump();
}

void run(std::string_view bytes) {
  static FuzzedMock mock(Options{.seed = 7, .control = Control::on});
  mock.start_again();
  Input input(bytes);
  if (const auto shown = add(mock, std::string(input.line()))) {
    const auto again = add(mock, *shown);
    check(again.has_value(), "a rule is accepted as it is shown", *shown);
    check_equal(*again, *shown, "a rule is the same after it was shown");
  }
  run_program(mock, input.rest());
  mock.answer_to(request_with_key("ws-key-1", "GET", "/__mock/faults"));
  mock.answer_to(request_with_key("ws-key-1", "GET", "/__mock/journal"));
}

const Target target("fault_rules", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::fault_rules
