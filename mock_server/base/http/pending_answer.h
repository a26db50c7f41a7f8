// An answer that waits for something to happen, such as a request that a test expects.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <variant>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Who delivers it calls look() after each change, and for the last time when patience() is over.
//
// May be used from any thread.
class PendingAnswer {
 public:
  virtual ~PendingAnswer() = default;
  // On the wall clock, from the request on.
  virtual Duration patience() const = 0;
  // The answer, if what was waited for has happened; always one when `last`.
  virtual std::optional<Response> look(bool last) = 0;
  // Calls `changed`, from any thread, when it is worth looking again, for as long as the handle
  // lives; once the handle is gone, no call is running. `changed` must return soon.
  [[nodiscard]] virtual std::shared_ptr<void> on_change(std::function<void()> changed) = 0;
};

// What a request leads to: its response, or one that is still to come.
using Answer = std::variant<Response, std::shared_ptr<PendingAnswer>>;

}  // namespace wavespeed_mock
