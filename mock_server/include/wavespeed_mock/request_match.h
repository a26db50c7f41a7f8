// The conditions on requests that fault rules share with expectations.
//
// Plain data; no locks. Every condition that is given has to hold. docs/journal.md has the same
// fields as JSON.
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
};

// A header field that has to be there; with `equals` or `contains` also its value. At most one of
// the three can be said.
struct HeaderMatch {
  std::string name;
  std::string equals{};
  std::string contains{};  // A to Z equal a to z
  bool present = true;     // false: it must be absent
};

struct RequestMatch {
  Routes route{};
  std::vector<std::string> method{};  // any of "POST", …
  std::vector<std::string> path{};    // any of these; "*" stands for any text
  std::vector<std::string> model{};   // of the task; any of these; "*" stands for any text
  std::optional<HeaderMatch> header{};
  std::string prompt{};  // part of the body's `prompt`, or else of its `text`; A to Z equal a to z
  std::string body{};    // a JSON object: fields that the body has, with their values

  // Conditions on the answer, which fault rules cannot have.
  std::vector<std::string> status{};      // any of "404", "4xx", …
  std::vector<std::string> prediction{};  // any of these ids
  std::vector<std::string> fault{};       // any rule of these ids fired
};

}  // namespace wavespeed_mock
