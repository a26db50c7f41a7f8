#include "cli/file_check.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <system_error>
#include <utility>

#include "app/mock_core.h"
#include "base/file/text_files.h"
#include "cli/config_file.h"
#include "cli/file_list.h"
#include "cli/option_table.h"
#include "cli/serve_check.h"
#include "contract/transcript/transcript.h"
#include "runner/case_loader.h"
#include "runner/case_mock.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

namespace fs = std::filesystem;

class FileCheck {
 public:
  FileCheck(std::span<const std::string> paths, std::optional<FileKind> kind) {
    for (const std::string& path : paths) list_.add(path, kind);
  }

  std::vector<CheckedFile> run() {
    for (std::size_t i = 0; i < files().size(); ++i) {
      if (files()[i].checked.kind == FileKind::config) read_config(i);
    }
    if (configs_.empty()) check_mock({});
    for (const Config& config : configs_) check_mock(config.location);
    for (ListedFile& file : files()) {
      if (file.checked.kind == FileKind::contract_case) check_cases(file);
      if (file.checked.kind == FileKind::transcript) {
        report_errors(file, [&] { (void)parse_transcript(file.text, file.checked.name); });
      }
    }
    std::vector<CheckedFile> checked;
    for (ListedFile& file : files()) checked.push_back(std::move(file.checked));
    return checked;
  }

 private:
  struct Config {
    std::size_t location;  // in the list of files
    Options mock;          // without the files that are checked by themselves
    std::string scenario;
  };

  std::deque<ListedFile>& files() { return list_.files(); }

  // Whether nothing was wrong.
  bool report_errors(ListedFile& file, const std::function<void()>& read) {
    try {
      read();
      return true;
    } catch (const ConfigError& error) {
      list_.report(error.what(), file);
      return false;
    }
  }

  void read_config(std::size_t location) {
    ListedFile& file = files()[location];
    Settings settings;
    const std::vector<Option> options = serve_options(settings);
    std::vector<Setting> given;
    report_errors(file, [&] {
      read_config_text(file.text, file.checked.name, file.path.parent_path(), options, given);
    });
    for (const Setting& setting : given) {
      report_errors(file, [&] { set(setting); });
    }
    settings.config = file.path;
    check_serve_settings(settings,
                         [&](const ConfigError& problem) { list_.report(problem.what(), file); });
    Options& mock = settings.mock;
    add_named(location, mock.fixtures, FileKind::fixture, "fixtures");
    add_named(location, mock.scenarios, FileKind::scenario, "scenarios");
    std::error_code ignored;
    if (is_scenario_path(mock.scenario) && fs::exists(mock.scenario, ignored)) {
      list_.add_named(mock.scenario, FileKind::scenario, location);
      mock.scenario.clear();
    }
    if (mock.replay) list_.add_named(*mock.replay, FileKind::transcript, location);
    Config config{.location = location, .mock = mock, .scenario = mock.scenario};
    config.mock.scenario.clear();
    config.mock.scenarios.clear();
    config.mock.replay.reset();
    config.mock.media_dir.reset();  // would be made
    configs_.push_back(std::move(config));
  }

  void add_named(std::size_t location, const std::vector<fs::path>& paths, FileKind kind,
                 const std::string& field) {
    for (const fs::path& path : paths) {
      try {
        for (const fs::path& file : json_files_at(path, kind_name(kind))) {
          list_.add_named(file, kind, location);
        }
      } catch (const ConfigError& error) {
        list_.report("field \"" + field + "\": " + error.what(), files()[location]);
      }
    }
  }

  // Builds a mock as `serve` would with that config file, or with none, and starts its scenarios.
  void check_mock(std::optional<std::size_t> location) {
    const Config* config = nullptr;
    for (const Config& one : configs_) {
      if (location == one.location) config = &one;
    }
    Options options = config != nullptr ? config->mock : Settings().mock;
    options.fixtures.clear();
    std::vector<ListedFile*> scenarios;
    ListedFile* first = config != nullptr ? &files()[config->location] : nullptr;
    for (ListedFile& file : files()) {
      if (file.is_read_as(FileKind::scenario, location)) scenarios.push_back(&file);
      if (!file.is_read_as(FileKind::fixture, location)) continue;
      options.fixtures.push_back(file.path);
      if (first == nullptr) first = &file;
    }
    if (config == nullptr && options.fixtures.empty() && scenarios.empty()) return;
    if (first == nullptr) first = scenarios.front();
    const auto core = build(options, *first);
    if (core == nullptr) return;
    for (ListedFile* const scenario : scenarios) check_scenario(*core, *scenario);
    if (config != nullptr) check_named_scenario(*core, *config, scenarios);
  }

  // With what is right in the files, or null where no mock can start; `file` is to blame for wrong
  // options.
  std::unique_ptr<MockCore> build(const Options& options, ListedFile& file) {
    const ProblemSink report = [&](const ConfigError& error) { list_.report(error.what(), file); };
    std::string problem;
    try {
      return std::make_unique<MockCore>(options, report);
    } catch (const ConfigError& error) {
      problem = error.what();
    }
    Options plain = Settings().mock;
    plain.fixtures = options.fixtures;
    std::unique_ptr<MockCore> core;
    report_errors(file, [&] { core = std::make_unique<MockCore>(plain, report); });
    if (core == nullptr || !is_about_left_out_tier(options)) list_.report(problem, file);
    return core;
  }

  // The option `tier` may name one that is there, but was left out since it is wrong.
  bool is_about_left_out_tier(Options options) {
    const auto& all = files();
    const bool left_out = std::any_of(all.begin(), all.end(), [](const ListedFile& file) {
      return file.checked.kind == FileKind::fixture && !file.checked.problems.empty();
    });
    if (!left_out) return false;
    options.tier = Settings().mock.tier;
    try {
      const MockCore core(options, [](const ConfigError&) {});
      return true;
    } catch (const ConfigError&) {
      return false;
    }
  }

  void check_scenario(MockCore& core, ListedFile& file) {
    report_errors(file, [&] {
      start(core, file,
            load_scenario(file.text, file.checked.name, file.path.stem().string(),
                          core.fault_rules(), core.control().accounts));
    });
  }

  void check_named_scenario(MockCore& core, const Config& config,
                            const std::vector<ListedFile*>& scenarios) {
    if (config.scenario.empty()) return;
    std::vector<fs::path> paths;
    for (const ListedFile* const file : scenarios) {
      if (!file->checked.problems.empty()) return;
      paths.push_back(file->path);
    }
    ListedFile& file = files()[config.location];
    report_errors(file, [&] {
      const Scenarios known(paths, core.fault_rules(), core.control().accounts);
      start(core, file, *known.at(config.scenario));
    });
  }

  // Leaves the mock as it was.
  void start(MockCore& core, ListedFile& file, const LoadedScenario& scenario) {
    const ControlContext& control = core.control();
    const Snapshot before = control.snapshots.take(nullptr);
    const auto problem = control.scenarios.start(scenario, nullptr);
    control.scenarios.stop(nullptr);
    (void)control.snapshots.restore(before);
    if (problem) list_.report(problem->message, file);
  }

  void check_cases(ListedFile& file) {
    report_errors(file, [&] {
      for (const ContractCase& one :
           load_cases(file.text, file.checked.name, ContractDocument::builtin())) {
        if (one.mock == nullptr) continue;
        try {
          const MockCore core(options_of_case(*one.mock, one.where() + ": mock"));
        } catch (const ConfigError& error) {
          list_.report(one.where() + ": mock: " + error.what(), file);
        }
      }
    });
  }

  FileList list_;
  std::vector<Config> configs_;
};

}  // namespace

std::vector<CheckedFile> check_files(std::span<const std::string> paths,
                                     std::optional<FileKind> kind) {
  return FileCheck(paths, kind).run();
}

}  // namespace wavespeed_mock::cli
