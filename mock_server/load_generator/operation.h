// One operation of a scenario, step by step, without a socket: what to send, what the answer
// means, how long to wait before the next step.
//
// Belongs to a connection and is used again for each of its operations; one thread.
#pragma once

#include <string>
#include <string_view>

#include "load_generator/encoded_requests.h"
#include "load_generator/plan.h"
#include "load_generator/stats.h"

namespace wavespeed_mock::load {

class Operation {
 public:
  struct Step {
    enum class Kind : std::uint8_t { send, wait, done };
    Kind kind = Kind::done;
    std::string_view text{};        // of `send`; valid until the next step
    bool needs_body = false;        // of `send`: on_answer() looks at the body
    Outcome outcome = Outcome::ok;  // of `done`
  };

  // Both outlive it. `plan.task` is set when the scenario is `poll`.
  Operation(const Plan& plan, const EncodedRequests& texts);

  // `stats` gets the phases; nullptr in the warm-up. It outlives the operation.
  Step begin(Stats* stats, Instant now);
  Step on_answer(int status, std::string_view body, Instant now);
  // After the pause of `wait`, which is the plan's poll interval.
  Step on_waited(Instant now);

 private:
  enum class Doing : std::uint8_t { submit, poll, fetch };

  Step send(Doing doing, std::string_view text, Instant now);
  Step on_task(std::string_view body, Instant now);

  const Plan& plan_;
  const EncodedRequests& texts_;
  const std::string poll_always_;  // of scenario `poll`
  Stats* stats_ = nullptr;
  Doing doing_ = Doing::submit;
  std::string text_;  // of a request that is only this operation's
  Instant sent_{};
  Instant submitted_{};
  std::string poll_;
};

}  // namespace wavespeed_mock::load
