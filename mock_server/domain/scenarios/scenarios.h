// The scenarios that a mock knows.
// Some are built in and some come from the user's files.
//
// May be used from any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scenarios/scenario_loader.h"

namespace wavespeed_mock {

// Whether it is the path of a file, and not a name: with a "/", or ".json" at its end.
bool is_scenario_path(std::string_view name);

class Scenarios {
 public:
  // Reads the files and folders of `paths`; of two with one name the later counts, also in place
  // of a built-in one. Throws ConfigError when one of them is wrong.
  // Both must outlive it: the rules know which routes a scenario can name, the accounts know which
  // tiers and models there are.
  Scenarios(std::vector<std::filesystem::path> paths, const FaultRules& rules,
            const Accounts& accounts);

  // By name, or by the path of a file, which is read again. Throws ConfigError for an unknown name,
  // naming the nearest, and for a wrong file.
  std::shared_ptr<const LoadedScenario> at(const std::string& name) const;

  // The same, but nullptr for an unknown name. Throws ConfigError for a wrong file.
  std::shared_ptr<const LoadedScenario> find(const std::string& name) const;

  // In the order of their names.
  std::vector<std::shared_ptr<const LoadedScenario>> all() const;

  // As find(), of one list.
  using Find = std::function<std::shared_ptr<const LoadedScenario>(const std::string& name)>;

  // Reads all files again, and calls `use` with what they say now. When a file is wrong, or when
  // `use` throws one, throws ConfigError, and all stay as they were.
  void reload(const std::function<void(const Find&)>& use = {});

  // What was wrong at the last reload; empty when nothing was.
  std::string problem() const;

 private:
  using List = std::vector<std::shared_ptr<const LoadedScenario>>;

  List read_files() const;
  List read_built_in() const;
  std::shared_ptr<const LoadedScenario> read_file(const std::filesystem::path& path) const;
  std::shared_ptr<const LoadedScenario> find_in(const List& list, const std::string& name) const;
  // Under the lock.
  List with_built_in(const List& files) const;

  const std::vector<std::filesystem::path> paths_;
  const FaultRules& rules_;
  const Accounts& accounts_;
  mutable std::mutex mutex_;
  // All under `mutex_`.
  mutable List built_in_;  // read when they are needed: few mocks ask for one
  List files_;
  std::string problem_;
};

}  // namespace wavespeed_mock
