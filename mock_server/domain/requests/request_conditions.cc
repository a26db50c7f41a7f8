#include "domain/requests/request_conditions.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/http/field_bytes.h"
#include "base/http/path_pattern_problem.h"
#include "base/text/json_parser.h"
#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "contract/redaction/secret_names.h"
#include "domain/requests/request_match_json.h"
#include "domain/requests/request_mismatch.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

constexpr std::string_view kSubmit = "submit";
constexpr std::string_view kSubmitMethod = "POST";

// "\"a\", \"b\""
std::string name_list(std::span<const std::string_view> names) {
  std::string all;
  for (const std::string_view name : names) all += (all.empty() ? "" : ", ") + in_quotes(name);
  return all;
}

// Methods are case-sensitive, and all that a server knows are in upper case.
bool is_method(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void check_methods(const Texts& methods, const std::string& where) {
  for (const std::string& method : methods) {
    if (is_method(method)) continue;
    refuse_field(where, "method", "must be a method such as \"POST\", not " + in_quotes(method));
  }
}

// The path of a request begins with a slash, unless it is "*", and has no query.
void check_paths(const Texts& patterns, const std::string& where) {
  for (const std::string& pattern : patterns) {
    if (pattern.find_first_of("?# ") != std::string::npos) {
      refuse_field(
          where, "path",
          "must be a path without a query, a fragment or a space, not " + in_quotes(pattern));
    }
    if (!pattern.starts_with('/') && !pattern.starts_with('*')) {
      refuse_field(where, "path", "must begin with \"/\" or \"*\", not " + in_quotes(pattern));
    }
  }
}

// An empty text matches nothing.
void check_texts(const Texts& texts, std::string_view field, const std::string& where) {
  if (std::find(texts.begin(), texts.end(), "") != texts.end()) {
    refuse_field(where, field, "must not contain an empty text; leave it out to match all");
  }
}

// What no header field can have would match nothing.
void check_value(const std::string& text, std::string_view field, const std::string& where) {
  const std::size_t wrong = find_wrong_byte(text, kInField);
  if (wrong == text.size()) return;
  refuse_field(where, field,
               "has " + name_of_byte(text, wrong) +
                   ", which HTTP does not allow in the value of a header field");
}

void check_header(const HeaderMatch& header, const std::string& where) {
  const std::string inner = where + ": field \"header\"";
  if (header.name.empty()) refuse_field(inner, "name", "must not be empty");
  if (!is_field_name(header.name)) {
    refuse_field(inner, "name",
                 in_quotes(shortened(header.name)) + " cannot be the name of a header field: " +
                     name_of_byte(header.name, find_wrong_byte(header.name, kInToken)) +
                     " is not allowed in one");
  }
  check_value(header.equals, "equals", inner);
  check_value(header.contains, "contains", inner);
  if (is_secret_header(header.name)) {
    refuse_field(
        inner, "name",
        in_quotes(header.name) +
            " holds a secret, so it cannot be a condition; use \"key\" in a fault rule, or "
            "send the key with a query of the journal");
  }
  if (!header.equals.empty() + !header.contains.empty() + !header.present > 1) {
    refuse_field(where, "header", "can have only one of \"equals\", \"contains\" and \"present\"");
  }
}

bool any_of(const Texts& texts, std::string_view text) {
  return texts.empty() || std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool any_pattern(const Texts& patterns, std::string_view text) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return fits_wildcards(pattern, text); });
}

bool fits_model(const Texts& patterns, std::string_view model) {
  return patterns.empty() || (!model.empty() && any_pattern(patterns, model));
}

bool fits_status(const Texts& statuses, int status) {
  const std::string text = std::to_string(status);
  return statuses.empty() || std::any_of(statuses.begin(), statuses.end(), [&](const auto& one) {
           return one.ends_with("xx") ? text.starts_with(one[0]) : text == one;
         });
}

// A HEAD request is matched as a GET, as routes match it.
std::string_view routed_method(std::string_view method) {
  return method == "HEAD" ? std::string_view("GET") : method;
}

// That one of the routes can have one of the methods.
template <typename Route>
void check_agreement(const std::vector<Route>& routes, const Texts& methods,
                     const std::string& where) {
  const bool any = std::any_of(routes.begin(), routes.end(), [&](const Route& route) {
    return std::any_of(methods.begin(), methods.end(), [&](const std::string& method) {
      return !route.pattern || route.method == routed_method(method);
    });
  });
  if (any || routes.empty() || methods.empty()) return;
  refuse_field(where, "method",
               "must agree with \"route\": no request has the method of " +
                   in_quotes(routes.front().text) + " and is " + in_quotes(methods.front()));
}

}  // namespace

RequestConditions::RequestConditions(RequestMatch match, const std::string& where,
                                     std::span<const std::string_view> routes)
    : match_(std::move(match)) {
  for (const std::string& text : match_.route.texts) {
    routes_.push_back(read_route(text, where, routes));
  }
  check_methods(match_.method, where);
  check_texts(match_.path, "path", where);
  check_paths(match_.path, where);
  check_texts(match_.model, "model", where);
  if (match_.header) check_header(*match_.header, where);
  for (const std::string& status : match_.status.texts) {
    if (!is_status_form(status)) {
      refuse_field(where, "status", std::string(kStatusForm) + in_quotes(status));
    }
  }
  check_texts(match_.prediction, "prediction", where);
  check_texts(match_.fault, "fault", where);
  check_agreement(routes_, match_.method, where);
  if (match_.body.empty()) return;
  auto body = parse_json(match_.body).value_or(nullptr);
  if (!body.is_object()) {
    refuse_field(where, "body", "must be a JSON object, not " + in_quotes(match_.body));
  }
  body_ = std::make_shared<const json>(std::move(body));
}

RequestConditions::RouteCondition RequestConditions::read_route(
    const std::string& text, const std::string& where, std::span<const std::string_view> routes) {
  const std::size_t space = text.find(' ');
  const bool is_path = space != std::string::npos || text.starts_with('/');
  if (!is_path) {
    if (std::find(routes.begin(), routes.end(), text) == routes.end()) {
      refuse_field(where, "route",
                   in_quotes(text) + " is not a route" + did_you_mean(text, routes) +
                       "; it must be one of " + name_list(routes) +
                       " or a method and a path such as \"GET /api/v3/balance\"");
    }
    return {.text = text};
  }
  const auto fail = [&](const std::string& problem) {
    refuse_field(where, "route", in_quotes(text) + ' ' + problem);
  };
  RouteCondition route{.text = text,
                       .method = text.substr(0, space == std::string::npos ? 0 : space)};
  if (!is_method(route.method)) {
    fail("must begin with a method in upper case, as in \"GET /api/v3/balance\"");
  }
  if (routed_method(route.method) != route.method) {
    fail(R"(must have the method "GET": a HEAD request is matched as a GET; )"
         R"(add "method": "HEAD" for these alone)");
  }
  route.path = std::make_unique<const std::string>(text.substr(space + 1));
  if (const std::string problem = problem_of_path_pattern(*route.path); !problem.empty()) {
    fail(problem);
  }
  route.pattern.emplace(*route.path);
  return route;
}

void RequestConditions::limit_to_submissions() {
  match_.route = Endpoint::submit;
  routes_.push_back({.text = std::string(kSubmit)});
}

bool RequestConditions::takes_submissions() const {
  const auto takes = [](const RouteCondition& route) {
    return route.pattern ? route.method == kSubmitMethod : route.text == kSubmit;
  };
  return any_of(match_.method, kSubmitMethod) &&
         (routes_.empty() || std::any_of(routes_.begin(), routes_.end(), takes));
}

bool RequestConditions::fits(const RouteCondition& route, const RequestView& request) {
  if (!route.pattern) return route.text == request.route;
  PathValues unused;
  return route.method == routed_method(request.method) && route.pattern->fits(request.path, unused);
}

bool RequestConditions::fits_route(const RequestView& request) const {
  return routes_.empty() || std::any_of(routes_.begin(), routes_.end(),
                                        [&](const auto& route) { return fits(route, request); });
}

bool RequestConditions::concerns(const RequestView& request) const {
  return fits_route(request) && any_of(match_.method, request.method) &&
         any_pattern(match_.path, request.path) && fits_model(match_.model, request.model);
}

std::string RequestConditions::mismatch(const RequestView& request) const {
  std::string problem;
  if (match_.header) problem = header_mismatch(*match_.header, request.headers);
  if (problem.empty() && !match_.prompt.empty()) {
    problem = prompt_mismatch(match_.prompt, request.body);
  }
  if (problem.empty() && body_ != nullptr) problem = body_mismatch(*body_, request.body);
  return problem;
}

bool RequestConditions::matches(const RequestView& request) const {
  if (!concerns(request)) return false;
  if (const AnswerView* const answer = request.answer) {
    if (!fits_status(match_.status.texts, answer->status)) return false;
    const auto& id = answer->trace.prediction;
    if (!any_of(match_.prediction, id ? to_hex(*id) : "")) return false;
    if (!match_.fault.empty() && !fault_mismatch(match_.fault, answer->trace).empty()) return false;
  }
  return mismatch(request).empty();
}

std::vector<std::string> RequestConditions::mismatches(const RequestView& request) const {
  std::vector<std::string> all;
  const auto add = [&](std::string problem) {
    if (!problem.empty()) all.push_back(std::move(problem));
  };
  const auto add_unless = [&](bool holds, std::string_view name, std::string_view text,
                              const Texts& wanted) {
    if (!holds) all.push_back(value_mismatch(name, text, wanted));
  };
  const bool by_pattern = std::any_of(routes_.begin(), routes_.end(),
                                      [](const auto& route) { return route.pattern.has_value(); });
  const std::string line = std::string(request.method) + ' ' + std::string(request.path);
  add_unless(fits_route(request), "route", by_pattern ? line : request.route, match_.route.texts);
  add_unless(any_of(match_.method, request.method), "method", request.method, match_.method);
  add_unless(any_pattern(match_.path, request.path), "path", request.path, match_.path);
  if (const AnswerView* const answer = request.answer) {
    add_unless(fits_status(match_.status.texts, answer->status), "status",
               std::to_string(answer->status), match_.status.texts);
  }
  add_unless(fits_model(match_.model, request.model), "model", request.model, match_.model);
  if (const AnswerView* const answer = request.answer) {
    const auto& prediction = answer->trace.prediction;
    const std::string id = prediction ? to_hex(*prediction) : "";
    add_unless(any_of(match_.prediction, id), "prediction", id, match_.prediction);
    if (!match_.fault.empty()) add(fault_mismatch(match_.fault, answer->trace));
  }
  if (match_.header) add(header_mismatch(*match_.header, request.headers));
  if (!match_.prompt.empty()) add(prompt_mismatch(match_.prompt, request.body));
  if (body_ != nullptr) add(body_mismatch(*body_, request.body));
  return all;
}

void RequestConditions::write(nlohmann::ordered_json& out) const {
  write_request_match(match_, out);
}

std::string RequestConditions::text() const {
  auto out = nlohmann::ordered_json::object();
  write(out);
  const json sorted = out;
  return shortened(sorted.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace wavespeed_mock
