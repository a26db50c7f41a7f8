#include "control/clock.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "base/text/quoting.h"
#include "base/value/clock_option.h"
#include "base/value/conflict.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "control/control_body.h"
#include "domain/state/clock_moves.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

ClockSetting read_mode(JsonReader& in) {
  const std::string text = in.text("mode");
  const auto factor = in.optional_number("factor", 1e-6, ClockSetting::kMaxFactor);
  if (text == "scaled" && factor) return ClockSetting::scaled(*factor);
  const auto choice = parse_clock_mode(text);
  if (!choice) {
    in.fail("mode", "must be " + std::string(kClockModeForms) + ", not " + text_quote(text));
  }
  if (factor) in.fail("factor", "belongs to the mode \"scaled\"");
  return *choice;
}

ClockMove read_move(JsonReader& in) {
  ClockMove move;
  if (in.value("mode") != nullptr) {
    const ClockSetting choice = read_mode(in);
    move.mode = choice.mode;
    move.factor = choice.factor;
  }
  if (in.value("set") != nullptr) {
    const std::string text = in.text("set");
    move.time = parse_iso8601(text);
    if (!move.time) {
      in.fail("set", "must be " + std::string(kTimeForms) + ", not " + text_quote(text));
    }
  }
  if (in.value("advance") != nullptr) {
    const std::string text = in.text("advance");
    const auto step = parse_duration(text);
    if (!step) {
      in.fail("advance", "must be " + duration_form("\"30s\"") + ", not " + text_quote(text));
    }
    move.advance = *step;
  }
  return move;
}

Response show(const Clock& clock) {
  const auto* const test_clock = clock.movable();
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
  ClockMove move;
  if (auto problem = read_control_body(call, [&](JsonReader& in) { move = read_move(in); })) {
    return *std::move(problem);
  }
  auto* const clock = context.clock.movable();
  if (clock == nullptr) {
    return conflict("this mock uses a clock supplied by the test; only the test can move it");
  }
  const ApiError too_late = conflict("advance: the mock's time ends with the year 2261");
  const Timestamp from = move.time.value_or(clock->now());
  // What is later could not be read back from the texts that tell it.
  const bool ends =
      move.advance > Duration::zero() && later(from, move.advance) - move.advance != from;
  if (move.time) {
    if (auto problem = find_time_problem(context.store, *move.time)) return *std::move(problem);
  }
  if (ends) return too_late;
  if (move.time) date_openings(context.store, *move.time);
  try {
    clock->move(move);
  } catch (const Error&) {
    return too_late;  // and nothing has changed
  }
  return show(*clock);
}

}  // namespace wavespeed_mock
