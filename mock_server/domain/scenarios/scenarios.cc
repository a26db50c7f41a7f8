#include "domain/scenarios/scenarios.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/file/embedded_file.h"
#include "base/file/text_files.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

// fixtures/scenarios/*.json as they were when the library was built.
extern const std::span<const EmbeddedFile> builtin_scenario_files;

namespace {

using Loaded = std::shared_ptr<const LoadedScenario>;

// In place of one that has its name.
void put(std::vector<Loaded>& list, Loaded scenario) {
  std::erase_if(list, [&](const Loaded& other) { return other->name == scenario->name; });
  list.push_back(std::move(scenario));
}

}  // namespace

bool is_scenario_path(std::string_view name) {
  return name.find('/') != std::string_view::npos || name.ends_with(".json");
}

Scenarios::Scenarios(std::vector<std::filesystem::path> paths, const FaultRules& rules,
                     const Accounts& accounts)
    : paths_(std::move(paths)), rules_(rules), accounts_(accounts), files_(read_files()) {}

std::shared_ptr<const LoadedScenario> Scenarios::read_file(
    const std::filesystem::path& path) const {
  return std::make_shared<LoadedScenario>(load_scenario(
      read_text_file(path, "scenario"), path.string(), path.stem().string(), rules_, accounts_));
}

Scenarios::List Scenarios::read_files() const {
  List list;
  for (const auto& path : paths_) {
    for (const auto& file : json_files_at(path, "scenario")) put(list, read_file(file));
  }
  return list;
}

Scenarios::List Scenarios::read_built_in() const {
  List list;
  for (const EmbeddedFile& file : builtin_scenario_files) {
    const std::string name(file.name.substr(0, file.name.find('.')));
    put(list, std::make_shared<LoadedScenario>(
                  load_scenario(file.text, "built-in", name, rules_, accounts_)));
  }
  return list;
}

Scenarios::List Scenarios::with_built_in(const List& files) const {
  if (built_in_.empty()) built_in_ = read_built_in();
  List list = built_in_;
  for (const Loaded& file : files) put(list, file);
  std::sort(list.begin(), list.end(),
            [](const auto& a, const auto& b) { return a->name < b->name; });
  return list;
}

std::shared_ptr<const LoadedScenario> Scenarios::find_in(const List& list,
                                                         const std::string& name) const {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one->name == name; });
  if (found != list.end()) return *found;
  return is_scenario_path(name) ? read_file(name) : nullptr;
}

std::shared_ptr<const LoadedScenario> Scenarios::find(const std::string& name) const {
  return find_in(all(), name);
}

std::shared_ptr<const LoadedScenario> Scenarios::at(const std::string& name) const {
  if (auto found = find(name)) return found;
  const List list = all();
  std::string names;
  std::vector<std::string_view> known;
  for (const auto& one : list) {
    names += (names.empty() ? "" : ", ") + one->name;
    known.push_back(one->name);
  }
  throw ConfigError("there is no scenario " + json_quote(name) + did_you_mean(name, known) +
                    " (known: " + names + ")");
}

Scenarios::List Scenarios::all() const {
  const std::lock_guard lock(mutex_);
  return with_built_in(files_);
}

void Scenarios::reload(const std::function<void(const Find&)>& use) {
  try {
    List files = read_files();
    if (use) {
      const List list = [&] {
        const std::lock_guard lock(mutex_);
        return with_built_in(files);
      }();
      use([&](const std::string& name) { return find_in(list, name); });
    }
    const std::lock_guard lock(mutex_);
    files_ = std::move(files);
    problem_.clear();
  } catch (const ConfigError& error) {
    const std::lock_guard lock(mutex_);
    problem_ = error.what();
    throw;
  }
}

std::string Scenarios::problem() const {
  const std::lock_guard lock(mutex_);
  return problem_;
}

}  // namespace wavespeed_mock
