#include "runner/drift.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/http/media_type.h"
#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "contract/schema_location.h"
#include "runner/answer_shapes.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using DriftKind = DriftFinding::Kind;
using Outdated = DriftFinding::Outdated;

constexpr const char* kDocument = "contracts/openapi.json";
constexpr const char* kNothing = "nothing";

DriftKind kind_of_problem(const ContractProblem& problem) {
  if (problem.part == "status") return DriftKind::status;
  if (problem.kind == "missing") return DriftKind::missing;
  if (problem.kind == "unknown") return DriftKind::added;
  return problem.kind == "type" ? DriftKind::type : DriftKind::value;
}

// Problems of one answer, the first of each place and kind.
using Problems = std::map<std::pair<std::string, DriftKind>, ContractProblem>;

Problems problems_of(const ContractCheck& check, const Request& request, const Response& response) {
  Problems problems;
  for (const ContractProblem& problem : check.response(request, response)) {
    problems.emplace(std::pair(location_of(problem.path), kind_of_problem(problem)), problem);
  }
  return problems;
}

// Messages of the two sides may contain different ids or addresses.
std::string without_ids(std::string_view text) {
  constexpr std::size_t kShortestId = 16;
  std::string out;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(),
                         [](unsigned char c) { return std::isxdigit(c) != 0 || c == '-'; }) -
        text.begin());
    const std::size_t length = std::max<std::size_t>(end, 1);
    out += end >= kShortestId ? std::string_view("…") : text.substr(0, length);
    text.remove_prefix(length);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const ContractCheck& check, const Request& request, const ComparedAnswer& mock,
             const ComparedAnswer& live)
      : check_(check),
        request_(request),
        mock_(mock.answer),
        live_(live.answer),
        shown_mock_(mock.shown),
        shown_live_(live.shown),
        operation_(*check.document().find(request.method, path_of(request.target))),
        mock_shapes_(shapes_of(mock.answer, mock.shown)),
        live_shapes_(shapes_of(live.answer, live.shown)) {}

  std::vector<DriftFinding> run() {
    if (mock_.status != live_.status) {
      compare_statuses();
      // Answers with different statuses have little in common; the service's is still checked.
      compare_live_with_document({});
      return std::move(findings_);
    }
    const Problems of_mock = problems_of(check_, request_, mock_);
    const Problems of_live = compare_live_with_document(of_mock);
    compare_mock_with_document(of_mock, of_live);
    compare_mock_with_live();
    if (live_.status >= 400) compare_texts();
    return std::move(findings_);
  }

 private:
  void add(DriftFinding finding) {
    finding.operation = operation_.id;
    findings_.push_back(std::move(finding));
  }

  std::string document_location(const std::string& pointer) const {
    return std::string(kDocument) + ' ' + (pointer.empty() ? operation_.pointer : pointer);
  }

  std::vector<std::string> locations(Outdated outdated, const std::string& pointer) const {
    std::vector<std::string> fix_in;
    if (outdated != Outdated::mock) fix_in.push_back(document_location(pointer));
    if (outdated != Outdated::document) fix_in.push_back(operation_.source);
    return fix_in;
  }

  void compare_statuses() {
    const bool documented = check_.document().response(operation_, live_.status).has_value();
    const Outdated outdated = documented ? Outdated::mock : Outdated::both;
    add({.kind = DriftKind::status,
         .outdated = outdated,
         .documented = documented ? std::to_string(live_.status) + " is documented"
                                  : std::to_string(live_.status) + " is not documented",
         .mock = std::to_string(mock_.status),
         .live = std::to_string(live_.status),
         .fix_in = locations(outdated, operation_.pointer + "/responses")});
  }

  // How the answer of the service breaks the document.
  Problems compare_live_with_document(const Problems& of_mock) {
    Problems of_live = problems_of(check_, request_, live_);
    for (const auto& [key, problem] : of_live) {
      const auto& [location, kind] = key;
      // An undocumented status has been reported already.
      if (kind == DriftKind::status && mock_.status != live_.status) continue;
      const bool mock_too =
          of_mock.contains(key) || (kind == DriftKind::added && mock_shapes_.contains(location));
      add_problem(problem, location, kind, mock_too ? Outdated::document : Outdated::both);
    }
    return of_live;
  }

  void compare_mock_with_document(const Problems& of_mock, const Problems& of_live) {
    for (const auto& [key, problem] : of_mock) {
      if (!of_live.contains(key)) add_problem(problem, key.first, key.second, Outdated::mock);
    }
  }

  void add_problem(const ContractProblem& problem, const std::string& location, DriftKind kind,
                   Outdated outdated) {
    const bool is_header = problem.part == "header";
    const auto view = [&](const AnswerShapes& shapes, const Response& response) {
      if (is_header) return '"' + std::string(response.headers.get("Content-Type")) + '"';
      if (kind == DriftKind::status) return std::to_string(response.status);
      return shown(shapes, location, kNothing);
    };
    std::string documented = kNothing;
    if (kind != DriftKind::added && !problem.schema.empty() && !is_header) {
      documented = expectation(check_.document(), problem.schema);
    }
    if (is_header || kind == DriftKind::status) documented = problem.problem;
    told_.insert(location);
    // The side that breaks the contract shows the value that does, not the first of its kind.
    const std::string wrong =
        value_of(outdated == Outdated::mock ? shown_mock_ : shown_live_, problem);
    std::string mock = view(mock_shapes_, mock_);
    std::string live = view(live_shapes_, live_);
    if (!wrong.empty()) (outdated == Outdated::mock ? mock : live) = wrong;
    add({.kind = kind,
         .outdated = outdated,
         .path = location,
         .documented = std::move(documented),
         .mock = std::move(mock),
         .live = std::move(live),
         .fix_in = locations(outdated, problem.schema)});
  }

  static std::string value_of(const Response& response, const ContractProblem& problem) {
    if (problem.part != "body" || problem.kind == "missing") return "";
    const auto body = parse_json(response.body);
    const json* const value = body ? value_at(*body, parse_value_path(problem.path)) : nullptr;
    return value == nullptr ? "" : json_quote(*value);
  }

  // Both match the document, but differ from one another.
  void compare_mock_with_live() {
    for (const auto& [location, seen] : live_shapes_) {
      if (told_.contains(location) || is_free(location)) continue;
      if (lacks(mock_shapes_, location) && always(live_shapes_, location)) {
        add_difference(DriftKind::missing, location);
      } else if (const auto mine = mock_shapes_.find(location); mine != mock_shapes_.end()) {
        std::vector<std::string> common;
        std::set_intersection(seen.kinds.begin(), seen.kinds.end(), mine->second.kinds.begin(),
                              mine->second.kinds.end(), std::back_inserter(common));
        if (common.empty() && !are_numbers(seen.kinds, mine->second.kinds)) {
          add_difference(DriftKind::type, location);
        }
      }
    }
    for (const auto& [location, seen] : mock_shapes_) {
      if (told_.contains(location) || is_free(location)) continue;
      if (lacks(live_shapes_, location) && always(mock_shapes_, location)) {
        add_difference(DriftKind::added, location);
      }
    }
  }

  static bool are_numbers(const std::set<std::string>& one, const std::set<std::string>& other) {
    const std::set<std::string> numbers = {"a number", "an integer"};
    return std::includes(numbers.begin(), numbers.end(), one.begin(), one.end()) &&
           std::includes(numbers.begin(), numbers.end(), other.begin(), other.end());
  }

  // Whether the document leaves the place to the model or the user.
  bool is_free(const std::string& location) const {
    return !documented_at(location).has_value() ||
           documented_at(parent_of(location)) == std::nullopt ||
           has_free_fields(parent_of(location));
  }

  bool has_free_fields(const std::string& location) const {
    auto pointer = documented_at(location);
    if (!pointer) return true;
    const json* const schema = check_.document().at(*pointer);
    return schema != nullptr && schema->is_object() && schema->contains("additionalProperties");
  }

  std::optional<std::string> documented_at(const std::string& location) const {
    const auto response = check_.document().response(operation_, live_.status);
    if (!response) return std::nullopt;
    const auto content = check_.document().content(*response, media_type(live_.headers));
    if (!content) return std::nullopt;
    return schema_at(check_.document(), *content + "/schema", parse_value_path(location));
  }

  void add_difference(DriftKind kind, const std::string& location) {
    const auto pointer = documented_at(location);
    add({.kind = kind,
         .outdated = Outdated::mock,
         .path = location,
         .documented = pointer ? expectation(check_.document(), *pointer) : kNothing,
         .mock = shown(mock_shapes_, location, kNothing),
         .live = shown(live_shapes_, location, kNothing),
         .fix_in = locations(Outdated::mock, "")});
    told_.insert(location);
  }

  void compare_texts() {
    const auto text = [](const Response& response, const char* key) -> std::string {
      const json body = parse_json(response.body).value_or(nullptr);
      if (!body.is_object() || !body.contains(key)) return "";
      return body[key].is_string() ? body[key].get<std::string>() : body[key].dump();
    };
    for (const char* const key : {"code", "message"}) {
      const std::string mine = text(mock_, key);
      const std::string live = text(live_, key);
      if (told_.contains(key) || without_ids(mine) == without_ids(live)) continue;
      add({.kind = DriftKind::text,
           .outdated = Outdated::mock,
           .path = key,
           .documented = shown_examples(key),
           .mock = json_quote(text(shown_mock_, key)),
           .live = json_quote(text(shown_live_, key)),
           .fix_in = locations(Outdated::mock, "")});
    }
  }

  // What the document's examples of this status say.
  std::string shown_examples(const char* key) const {
    std::set<std::string> texts;
    for (const auto& [status, name] : check_.document().outcomes(operation_)) {
      if (status != live_.status || name.empty()) continue;
      std::string pointer = operation_.pointer + "/responses/" + std::to_string(status) +
                            "/content/application~1json/examples" + pointer_segment(name) +
                            "/value/" + key;
      if (const json* const value = check_.document().at(pointer)) texts.insert(json_quote(*value));
    }
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : " or ") + text;
    return all.empty() ? kNothing : "for example " + all;
  }

  const ContractCheck& check_;
  const Request& request_;
  const Response& mock_;
  const Response& live_;
  const Response& shown_mock_;
  const Response& shown_live_;
  const Operation& operation_;
  const AnswerShapes mock_shapes_;
  const AnswerShapes live_shapes_;
  std::set<std::string> told_;
  std::vector<DriftFinding> findings_;
};

}  // namespace

std::vector<DriftFinding> compare_answers(const ContractCheck& check, const Request& request,
                                          const ComparedAnswer& mock, const ComparedAnswer& live) {
  if (check.document().find(request.method, path_of(request.target)) == nullptr) return {};
  return Comparison(check, request, mock, live).run();
}

}  // namespace wavespeed_mock
