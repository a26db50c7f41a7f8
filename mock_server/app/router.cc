#include "app/router.h"

#include <algorithm>

#include "api/envelope.h"
#include "base/nearest.h"
#include "base/quoting.h"

namespace wavespeed_mock {
namespace {

std::string_view without_leading_slashes(std::string_view path) {
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  return path;
}

// Takes the segment before the next slash off the front of `rest`.
std::string_view next_segment(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  return segment;
}

bool is_placeholder(std::string_view segment) {
  return segment.starts_with('{');
}
bool is_rest_placeholder(std::string_view segment) {
  return segment.ends_with("...}");
}

// A client's own words may be long.
std::string shown(std::string_view method, std::string_view path) {
  return shortened(method) + " " + shortened(path);
}

// For the end of a message.
std::string nearest_is(const Route& route) {
  return "; the nearest endpoint is " + std::string(route.method) + " " +
         std::string(route.pattern);
}

// The pattern with the path's own segments in the places of its placeholders: how the path would
// look if it were right. Names that are compared with it are then as near as they look.
std::string filled(std::string_view pattern, std::string_view path) {
  std::string text;
  std::string_view pattern_rest = without_leading_slashes(pattern);
  std::string_view path_rest = without_leading_slashes(path);
  while (!pattern_rest.empty()) {
    const std::string_view wanted = next_segment(pattern_rest);
    const std::string_view given = next_segment(path_rest);
    text += '/';
    text += is_placeholder(wanted) && !given.empty() ? given : wanted;
  }
  return text;
}

}  // namespace

Router::Router(std::span<const Route> routes) {
  for (const Route& route : routes) {
    CompiledRoute compiled{.route = &route};
    std::string_view rest = without_leading_slashes(route.pattern);
    while (!rest.empty()) {
      const std::string_view segment = next_segment(rest);
      if (is_rest_placeholder(segment)) {
        compiled.takes_rest = true;
      } else {
        compiled.segments.push_back(is_placeholder(segment) ? std::string_view() : segment);
      }
    }
    routes_.push_back(std::move(compiled));
  }
}

bool Router::fits(const CompiledRoute& candidate, std::string_view path, RouteValues& values) {
  std::string_view rest = without_leading_slashes(path);
  std::size_t value = 0;
  for (const std::string_view wanted : candidate.segments) {
    const std::string_view segment = next_segment(rest);
    if (segment.empty()) return false;
    if (wanted.empty()) {
      values[value++] = segment;
    } else if (segment != wanted) {
      return false;
    }
  }
  if (candidate.takes_rest) values[value] = rest;
  return candidate.takes_rest != rest.empty();
}

RouteMatch Router::match(std::string_view method, std::string_view path) const {
  const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
  RouteMatch found;
  for (const CompiledRoute& candidate : routes_) {
    if (candidate.route->method != wanted || !fits(candidate, path, found.values)) continue;
    found.route = candidate.route;
    return found;
  }
  return found;
}

std::string Router::nearest_endpoint(const RouteMatch& match, std::string_view path) const {
  const auto taker = std::find_if(routes_.begin(), routes_.end(), [&](const CompiledRoute& route) {
    return route.route == match.route;
  });
  if (!taker->takes_rest) return "";

  // The fixed paths that this route would take as well, and what each would be to it.
  std::vector<const Route*> routes;
  std::vector<std::string_view> rests;
  for (const CompiledRoute& candidate : routes_) {
    RouteValues values;
    if (candidate.takes_rest || !fits(*taker, candidate.route->pattern, values)) continue;
    const std::string_view rest = values[0];
    if (fits(candidate, path, values)) return nearest_is(*candidate.route);
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
    names.push_back(filled(candidate.route->pattern, path));
  const std::vector<std::string_view> known(names.begin(), names.end());
  std::string message = "there is no endpoint " + shown(method, path);
  const auto near = nearest(without_leading_slashes(path), known, 1);
  if (!near.empty()) {
    const auto index =
        static_cast<std::size_t>(std::find(known.begin(), known.end(), near[0]) - known.begin());
    message += nearest_is(*routes_[index].route);
  }
  return {.http = 404, .code = 404, .message = std::move(message)};
}

}  // namespace wavespeed_mock
