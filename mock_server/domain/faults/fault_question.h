// A request as fault rules look at it: what the mock knows of it before it is carried out.
//
// One request's own; what it refers to has to outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/stored_account.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct FaultQuestion {
  const Request& request;
  std::string_view route;  // Route::name; empty when no route took the request
  std::string_view path;   // without the query
  // Of a submission, as the path names it; of a request about one task, that task's; else empty.
  std::string_view model;
  StoredAccount& account;
  Timestamp now;
  bool known_key = true;  // false: the account stands for requests without one

  bool submits() const { return route == "submit"; }

  // What the task is to be made of: the body's `prompt`, or else its `text`; "" when it has
  // neither. Read when somebody asks for the first time.
  const std::string& prompt() const;
  mutable std::optional<std::string> prompt_text{};
};

}  // namespace wavespeed_mock
