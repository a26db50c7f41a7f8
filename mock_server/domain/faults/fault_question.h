// A request as fault rules see it: what the mock knows of it before it is carried out.
//
// One request's own; what it refers to has to outlive it.
#pragma once

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
};

}  // namespace wavespeed_mock
