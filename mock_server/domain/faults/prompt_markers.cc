#include "domain/faults/prompt_markers.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "domain/faults/fault_rule_reader.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::string_view kOpening = "[mock:";

// Prompts come from clients, so the number of markers is limited.
constexpr std::size_t kMaxMarkers = 100;

ApiError wrong(std::string_view marker, std::string_view problem) {
  return {.http = 400,
          .code = 400,
          .message = "the marker \"" + shortened(marker) + "\" in the prompt: " +
                     std::string(problem) + " (--triggers off switches markers off)"};
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Reads the text between "[mock:" and "]" from left to right.
class MarkerText {
 public:
  explicit MarkerText(std::string_view rest) : rest_(rest) {}

  // Whether "]" comes next.
  bool ends() {
    while (!rest_.empty() && is_space(rest_[0])) rest_.remove_prefix(1);
    return rest_.starts_with(']');
  }
  std::string_view rest() const { return rest_; }

  // Up to a space, "]" or `stop`; empty at the prompt's end.
  std::string_view word(char stop = ']') {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != ']' && rest_[end] != stop && !is_space(rest_[end])) {
      ++end;
    }
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return word;
  }

  // The value after "=": in quotes, or a word. Nullopt if there is no "=" or no value.
  std::optional<json> value() {
    if (!rest_.starts_with('=')) return std::nullopt;
    rest_.remove_prefix(1);
    if (rest_.starts_with('"')) {
      const std::size_t end = rest_.find('"', 1);
      if (end == std::string_view::npos) return std::nullopt;
      json text = std::string(rest_.substr(1, end - 1));
      rest_.remove_prefix(end + 1);
      return text;
    }
    const std::string_view text = word();
    if (text.empty()) return std::nullopt;
    auto parsed = parse_json(text);
    if (parsed && (parsed->is_number() || parsed->is_boolean())) return parsed;
    return json(std::string(text));
  }

 private:
  std::string_view rest_;
};

// Reads the marker at the beginning of `text`, and removes it from `text`.
Outcome<PromptMarker> read_marker(std::string_view& text) {
  MarkerText in(text.substr(kOpening.size()));
  const auto so_far = [&] { return text.substr(0, text.size() - in.rest().size()); };
  json fault = {{"type", std::string(in.word())}};
  json rule = json::object();
  while (!in.ends()) {
    const std::string name(in.word('='));
    auto value = in.value();
    if (name.empty() || !value) {
      return wrong(so_far(), "must be of the form [mock:TYPE field=value …]");
    }
    json& target = name == "commit" ? rule : fault;
    if (target.contains(name)) return wrong(so_far(), text_quote(name) + " appears twice");
    target[name] = *std::move(value);
  }
  const std::string_view marker = text.substr(0, so_far().size() + 1);
  try {
    PromptMarker found{.fault = load_fault(fault, "fault")};
    JsonReader commit(rule, "marker");
    const bool is_said = commit.value("commit") != nullptr;
    found.before_commit = is_before_commit(
        {found.fault}, is_said ? commit.choice("commit", {"before", "after"}, "") : "", "marker");
    text.remove_prefix(marker.size());
    return found;
  } catch (const ConfigError& problem) {
    return wrong(marker, problem.what());
  }
}

}  // namespace

bool may_have_markers(std::string_view body) {
  return body.find(kOpening) != std::string_view::npos;
}

Outcome<std::vector<PromptMarker>> read_markers(std::string_view prompt) {
  std::vector<PromptMarker> markers;
  for (std::size_t at; (at = prompt.find(kOpening)) != std::string_view::npos;) {
    prompt.remove_prefix(at);
    auto marker = read_marker(prompt);
    if (!marker) return std::move(marker.error());
    markers.push_back(*std::move(marker));
    if (markers.size() > kMaxMarkers) {
      return wrong(kOpening, "there are more than " + std::to_string(kMaxMarkers));
    }
  }
  return markers;
}

}  // namespace wavespeed_mock
