#include "runner/case_loader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "base/text/money_reader.h"
#include "base/text/quoting.h"
#include "runner/case_mock.h"
#include "runner/step_loader.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Kind = ContractTarget::Kind;

constexpr double kMaxCaseUsd = 1e6;
// A live server's time cannot be moved.
constexpr Duration kLongestLivePause = std::chrono::minutes(1);

// GoogleTest and file names take no others.
void check_name(const JsonReader& in, const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!plain) in.fail("name", "must be letters, digits and _, not " + json_quote(name));
}

std::vector<Kind> load_targets(JsonReader& in) {
  const json* const list = in.value("targets");
  if (list == nullptr) return {Kind::memory, Kind::loopback, Kind::live};
  std::vector<Kind> kinds;
  if (list->is_array()) {
    for (const json& name : *list) {
      if (name == "memory") kinds.push_back(Kind::memory);
      if (name == "loopback") kinds.push_back(Kind::loopback);
      if (name == "live") kinds.push_back(Kind::live);
    }
  }
  if (kinds.empty() || kinds.size() != list->size()) {
    in.fail("targets",
            "must be a list of \"memory\", \"loopback\" and \"live\", not " + json_quote(*list));
  }
  return kinds;
}

void load_cost(JsonReader& in, ContractCase& loaded) {
  in.text("cost");
  loaded.paid = in.choice("cost", {"free", "paid"}, "") == "paid";
  if (loaded.paid) {
    in.number("max_usd", 0, kMaxCaseUsd);
    loaded.max_cost = read_usd(in, "max_usd");
  } else if (in.value("max_usd") != nullptr) {
    in.fail("max_usd", "belongs to paid cases only");
  }
}

// What a case cannot do to a live server: create a task without permission to pay, run
// that waits for days.
void check_live(const JsonReader& in, const ContractCase& loaded) {
  const auto& targets = loaded.targets;
  if (std::find(targets.begin(), targets.end(), Kind::live) == targets.end()) return;
  for (const ContractStep& step : loaded.steps) {
    const bool pays = step.operation != nullptr && step.operation->paid && step.expect.status < 300;
    if (pays && !loaded.paid) {
      in.fail("cost", "must be \"paid\": " + step.operation->id +
                          " costs money on a live target where it succeeds");
    }
    if (step.after > kLongestLivePause || step.pause > kLongestLivePause) {
      in.fail("targets",
              "must not include \"live\", whose clock cannot be moved: a step waits "
              "longer than a minute");
    }
  }
}

ContractCase load_case(const json& entry, const std::string& where, const std::string& file,
                       const ContractDocument& document) {
  JsonReader in(entry, where);
  ContractCase loaded;
  loaded.name = in.text("name");
  loaded.file = file;
  check_name(in, loaded.name);
  in.rename(loaded.where());
  loaded.about = in.text("about");
  load_cost(in, loaded);
  loaded.targets = load_targets(in);
  if (const json* const mock = in.value("mock")) {
    options_of_case(*mock, loaded.where() + ": mock");
    loaded.mock = std::make_shared<const json>(*mock);
  }
  std::vector<std::string> captured;
  std::size_t number = 0;
  in.each("steps", [&](const json& step, const std::string&) {
    const std::string step_where = loaded.where() + ": step " + std::to_string(++number);
    loaded.steps.push_back(load_step(step, step_where, document, captured));
  });
  if (loaded.steps.empty()) in.fail("steps", "must be a list of at least one step");
  in.done();
  check_live(in, loaded);
  return loaded;
}

}  // namespace

std::vector<ContractCase> load_cases(std::string_view text, const std::string& file,
                                     const ContractDocument& document) {
  const json parsed = parse_config_json(text, file);
  JsonReader in(parsed, file);
  std::vector<ContractCase> cases;
  in.each("cases", [&](const json& entry, const std::string& where) {
    ContractCase loaded = load_case(entry, where, file, document);
    const bool twice = std::any_of(cases.begin(), cases.end(), [&](const ContractCase& other) {
      return other.name == loaded.name;
    });
    if (twice) throw ConfigError(loaded.where() + " appears twice");
    cases.push_back(std::move(loaded));
  });
  in.done();
  if (cases.empty()) in.fail("cases", "must be a list of at least one case");
  return cases;
}

}  // namespace wavespeed_mock
