// Every endpoint of the mock, on one screen.
#pragma once

#include <span>
#include <string_view>

#include "api/call.h"
#include "api/services.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

struct Route {
  // What rules, the journal and metrics call it: one name for all paths to the same thing.
  std::string_view name;
  std::string_view method;
  std::string_view pattern;  // see PathPattern
  Outcome<Response> (*handler)(const Services&, const Call&);
  // The message of a 401; empty for a route that needs no key.
  std::string_view key_error = "Invalid API key";
};

// In the order in which they are tried: fixed paths before the one that takes all.
std::span<const Route> routes();

}  // namespace wavespeed_mock
