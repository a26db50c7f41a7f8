#include "app/router.h"

#include <algorithm>

#include "api/envelope.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

// A client's own words may be long.
std::string shown(std::string_view method, std::string_view path) {
  return shortened(method) + " " + shortened(path);
}

// For the end of a message. Placeholders are written as in the documentation: "{model_id}".
std::string nearest_is(const Route& route) {
  std::string pattern(route.pattern);
  if (const std::size_t dots = pattern.find("...}"); dots != std::string::npos) {
    pattern.erase(dots, 3);
  }
  return "; the nearest endpoint is " + std::string(route.method) + ' ' + pattern;
}

}  // namespace

Router::Router(std::span<const Route> routes) {
  for (const Route& route : routes) routes_.push_back({&route, PathPattern(route.pattern)});
}

RouteMatch Router::match(std::string_view method, std::string_view path) const {
  const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
  RouteMatch found;
  for (const CompiledRoute& candidate : routes_) {
    if (candidate.route->method != wanted || !candidate.path.fits(path, found.values)) continue;
    found.route = candidate.route;
    return found;
  }
  return found;
}

std::string Router::nearest_endpoint(const RouteMatch& match, std::string_view path) const {
  const auto taker = std::find_if(routes_.begin(), routes_.end(), [&](const CompiledRoute& route) {
    return route.route == match.route;
  });
  if (!taker->path.takes_rest()) return "";

  // The fixed paths that this route would take as well, and what each would be to it.
  std::vector<const Route*> routes;
  std::vector<std::string_view> rests;
  for (const CompiledRoute& candidate : routes_) {
    RouteValues values;
    if (candidate.path.takes_rest() || !taker->path.fits(candidate.route->pattern, values))
      continue;
    const std::string_view rest = values[0];
    if (candidate.path.fits(path, values)) return nearest_is(*candidate.route);
    if (candidate.route->method != match.route->method) continue;
    routes.push_back(candidate.route);
    rests.push_back(rest);
  }
  const auto near = nearest(match.values[0], rests, 1);
  if (near.empty()) return "";
  const auto index = std::find(rests.begin(), rests.end(), near[0]) - rests.begin();
  return nearest_is(*routes[static_cast<std::size_t>(index)]);
}

void Router::add_method(std::string& allowed, std::string_view method) {
  if (allowed.find(method) != std::string::npos) return;
  allowed += (allowed.empty() ? "" : ", ") + std::string(method);
  if (method == "GET") allowed += ", HEAD";
}

ApiError Router::not_allowed(std::string_view method, std::string_view path,
                             const std::string& allowed) const {
  return {.http = 405,
          .code = 405,
          .message = shown(method, path) + " is not allowed; this path takes " + allowed,
          .allow = allowed};
}

ApiError Router::not_found(std::string_view method, std::string_view path) const {
  std::vector<std::string> names;
  for (const CompiledRoute& candidate : routes_)
    names.push_back(filled_pattern(candidate.route->pattern, path));
  const std::vector<std::string_view> known(names.begin(), names.end());
  std::string message = "there is no endpoint " + shown(method, path);
  const auto near = nearest(path, known, 1);
  if (!near.empty()) {
    const auto index =
        static_cast<std::size_t>(std::find(known.begin(), known.end(), near[0]) - known.begin());
    message += nearest_is(*routes_[index].route);
  }
  return {.http = 404, .code = 404, .message = std::move(message)};
}

}  // namespace wavespeed_mock
