#include "control/clock.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "base/value/clock_option.h"
#include "base/value/conflict.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "control/control_body.h"
#include "domain/scenarios/clock_moves.h"

namespace wavespeed_mock {
namespace {

struct Move {
  std::optional<ClockChoice> mode;
  std::optional<Timestamp> time;
  Duration advance{0};
};

ClockChoice read_mode(JsonReader& in) {
  const std::string text = in.text("mode");
  const auto factor = in.optional_number("factor", 1e-6, 1e6);
  if (text == "scaled" && factor) return {.mode = ClockMode::scaled, .factor = *factor};
  const auto choice = parse_clock_mode(text);
  if (!choice) {
    in.complain("mode", "must be " + std::string(kClockModeForms) + ", not \"" + text + "\"");
  }
  if (factor) in.complain("factor", "belongs to the mode \"scaled\"");
  return *choice;
}

Move read_move(JsonReader& in) {
  Move move;
  if (in.value("mode") != nullptr) move.mode = read_mode(in);
  if (in.value("set") != nullptr) {
    const std::string text = in.text("set");
    move.time = parse_iso8601(text);
    if (!move.time) {
      in.complain("set", "must be a time such as \"2026-01-01T00:00:00Z\", not \"" + text + "\"");
    }
  }
  if (in.value("advance") != nullptr) {
    const std::string text = in.text("advance");
    const auto step = parse_duration(text);
    if (!step) {
      in.complain("advance", "must be a duration such as \"30s\" or \"7d\", not \"" + text + "\"");
    }
    move.advance = *step;
  }
  return move;
}

Response show(const Clock& clock) {
  const auto* const test_clock = dynamic_cast<const TestClock*>(&clock);
  if (test_clock == nullptr) return success({{"mode", "own"}, {"time", to_rfc3339(clock.now())}});
  const double factor = test_clock->factor();
  return success({{"mode", to_text(test_clock->mode(), factor)},
                  {"factor", factor},
                  {"time", to_rfc3339(clock.now())}});
}

}  // namespace

Outcome<Response> get_clock(const ControlContext& context, const Call&) {
  return show(context.clock);
}

Outcome<Response> move_clock(const ControlContext& context, const Call& call) {
  Move move;
  if (auto problem = read_control_body(call, [&](JsonReader& in) { move = read_move(in); })) {
    return *std::move(problem);
  }
  auto* const clock = dynamic_cast<TestClock*>(&context.clock);
  if (clock == nullptr) {
    return conflict("the mock was given a clock of its user's own, which only he can move");
  }
  if (move.time) {
    if (auto problem = find_time_problem(context.store, *move.time)) return *std::move(problem);
  }
  // The mode first: a clock that is to stand still shall stand at the very time.
  if (move.mode) clock->set_mode(move.mode->mode, move.mode->factor);
  if (move.time) set_clock(*clock, context.store, *move.time);
  try {
    if (move.advance > Duration::zero()) clock->advance(move.advance);
  } catch (const std::invalid_argument&) {
    return conflict("advance: the mock's time ends in the year 2262");
  }
  return show(*clock);
}

}  // namespace wavespeed_mock
