// Every endpoint of the mock, on one screen.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// What answers the requests of a route. Its type says which side of the mock the route belongs to.
using ApiHandler = Outcome<Response> (*)(const ApiContext&, const Call&);
using ControlHandler = Outcome<Response> (*)(const ControlContext&, const Call&);
using PageHandler = Outcome<Response> (*)(const Call&);
using Handler = std::variant<ApiHandler, ControlHandler, PageHandler>;

// Faults, transcripts, the journal and the contract check concern the service only.
enum class Side : std::uint8_t {
  service,        // what the mock imitates
  control_plane,  // /__mock/…; ControlAccess says who may use it
  pages,          // the mock's own documentation, open to everyone
};

// How the account of a request is found.
enum class Owner : std::uint8_t {
  key,             // by its API key, without which the answer is 401
  task_in_path,    // by the task whose id is the first placeholder
  upload_in_path,  // by the upload whose id is the first placeholder
  none,            // not at all
};

struct Route {
  // What rules, the journal and metrics call it: one name for all paths to the same thing.
  std::string_view name;
  std::string_view method;
  std::string_view pattern;  // see PathPattern
  Handler handler;
  Owner owner = Owner::key;
  // The message of a 401; for routes that need a key.
  std::string_view key_error = "Invalid API key";

  constexpr Side side() const { return static_cast<Side>(handler.index()); }
};

// In the order in which they are tried: fixed paths before the one that takes all.
std::span<const Route> routes();

// The names of the service's routes, each once: what fault rules and the journal's matchers accept.
std::vector<std::string_view> service_route_names();

// The side that a path without a route belongs to.
Side side_of_unknown(std::string_view path);

}  // namespace wavespeed_mock
