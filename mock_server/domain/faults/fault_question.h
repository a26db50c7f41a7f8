// What fault rules know of a request before it is carried out.
//
// Belongs to one request; what it refers to must outlive it.
#pragma once

#include <string_view>

#include "store/stored_account.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct FaultQuestion {
  const Request& request;
  std::string_view route;  // Route::name; empty if no route matched
  std::string_view path;   // without the query, decoded
  // Of a submission the model in its path, of a request about one task that task's; else empty.
  std::string_view model;
  StoredAccount& account;
  Timestamp now;
  bool known_key = true;  // false: `account` is the anonymous one

  bool submits() const { return route == "submit"; }
};

}  // namespace wavespeed_mock
