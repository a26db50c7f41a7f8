// The conditions on requests that fault rules share with expectations.
//
// Plain data; no locks. A request matches if it meets all conditions that are given. The JSON form
// has the same fields (docs/journal.md).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wavespeed_mock {

// The endpoints of the service: one name for all paths to the same thing.
enum class Endpoint {
  submit,
  result,
  history,
  delete_tasks,
  models,
  price,
  balance,
  billings,
  usage,
  webhook_secret,
  upload,
  download,
  output,
};

// The name of an endpoint in JSON and in the journal: "submit", "delete" for delete_tasks.
constexpr std::string_view to_text(Endpoint endpoint) {
  constexpr std::string_view kNames[] = {
      "submit",   "result", "history",        "delete", "models",   "price",  "balance",
      "billings", "usage",  "webhook_secret", "upload", "download", "output",
  };
  return kNames[static_cast<std::size_t>(endpoint)];
}

// Any of several routes: endpoints, their names, or a method and a path such as
// "GET /api/v3/predictions/{id}". Every route when empty.
struct Routes {
  Routes() = default;
  Routes(Endpoint endpoint) : texts{std::string(to_text(endpoint))} {}
  Routes(const char* text) : texts{text} {}
  Routes(std::string text) : texts{std::move(text)} {}
  Routes(std::initializer_list<Routes> several) {
    for (const Routes& routes : several) {
      texts.insert(texts.end(), routes.texts.begin(), routes.texts.end());
    }
  }

  std::vector<std::string> texts{};

  friend bool operator==(const Routes&, const Routes&) = default;
};

// Any of several statuses: 404, or "4xx" for 400 to 499. Every status when empty.
struct Statuses {
  Statuses() = default;
  Statuses(int status) : texts{std::to_string(status)} {}
  Statuses(const char* text) : texts{text} {}
  Statuses(std::string text) : texts{std::move(text)} {}
  Statuses(std::initializer_list<Statuses> several) {
    for (const Statuses& statuses : several) {
      texts.insert(texts.end(), statuses.texts.begin(), statuses.texts.end());
    }
  }

  std::vector<std::string> texts{};

  friend bool operator==(const Statuses&, const Statuses&) = default;
};

// A header field that must be present; with `equals` or `contains`, with such a value. At most one
// of the three can be given.
struct HeaderMatch {
  std::string name;  // in any case; not Authorization or another header that holds a secret
  std::string equals{};
  std::string contains{};  // ignores the case of A to Z
  bool present = true;     // false: the field must be absent

  friend bool operator==(const HeaderMatch&, const HeaderMatch&) = default;
};

struct RequestMatch {
  Routes route{};
  std::vector<std::string> method{};  // any of "POST", …
  std::vector<std::string>
      path{};  // any of these, without the query, decoded; "*" matches any text
  std::vector<std::string> model{};  // the task's model is any of these; "*" matches any text
  std::optional<HeaderMatch> header{};
  // Part of the body's `prompt`, or else of its `text`; ignores the case of A to Z.
  std::string prompt{};
  std::string body{};  // a JSON object: the request's body has its fields, with these values

  // Conditions on the answer. FaultRule has none of them, because rules are evaluated before it.
  Statuses status{};
  std::vector<std::string> prediction{};  // any of these ids
  std::vector<std::string> fault{};       // a rule with any of these ids fired

  friend bool operator==(const RequestMatch&, const RequestMatch&) = default;
};

}  // namespace wavespeed_mock
