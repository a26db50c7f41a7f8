// Finds the route of a request.
// It uses no regular expressions and allocates nothing.
//
// Immutable after construction; any thread may match.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/call.h"
#include "app/route_table.h"
#include "base/http/path_pattern.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

struct RouteMatch {
  const Route* route = nullptr;  // null: no route has this path and method
  RouteValues values;
};

class Router {
 public:
  // The routes must outlive the router.
  explicit Router(std::span<const Route> routes);

  // The first route that fits (see PathPattern). A HEAD request is matched as a GET. `path` is
  // without its query.
  RouteMatch match(std::string_view method, std::string_view path) const;

  // For the end of the 404 of a route with "{…...}" that does not know the rest of the path: the
  // endpoint that was meant, when another one has this path by another method, or a fixed path by
  // the same method is near: "; the nearest endpoint is POST /api/v3/…". Empty when there is none.
  std::string nearest_endpoint(const RouteMatch& match, std::string_view path) const;

  // What to answer when match() found none: 405 with the methods that the path has, or 404 with the
  // route that is nearest. A path that only a route with "{…...}" would take, by another method, is
  // 404 unless `is_known_rest` (the text in the placeholder's place) says that it exists.
  template <class IsKnownRest>
  ApiError no_route(std::string_view method, std::string_view path,
                    IsKnownRest&& is_known_rest) const {
    std::string allowed;
    for (const CompiledRoute& candidate : routes_) {
      RouteValues values;
      if (!candidate.path.fits(path, values)) continue;
      if (candidate.path.takes_rest() && !is_known_rest(values[0])) continue;
      add_method(allowed, candidate.route->method);
    }
    return allowed.empty() ? not_found(method, path) : not_allowed(method, path, allowed);
  }

 private:
  struct CompiledRoute {
    const Route* route = nullptr;
    PathPattern path;
  };

  static void add_method(std::string& allowed, std::string_view method);
  ApiError not_allowed(std::string_view method, std::string_view path,
                       const std::string& allowed) const;
  ApiError not_found(std::string_view method, std::string_view path) const;

  std::vector<CompiledRoute> routes_;
};

}  // namespace wavespeed_mock
