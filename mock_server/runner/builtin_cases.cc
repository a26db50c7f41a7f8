#include "runner/builtin_cases.h"

#include <fnmatch.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>

#include "base/file/embedded_file.h"
#include "base/file/text_files.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "runner/case_loader.h"

namespace wavespeed_mock {

// contracts/cases/*.json as they were when the library was built.
extern const std::span<const EmbeddedFile> builtin_case_files;

namespace {

constexpr const char* kBuiltIn = "built-in";

// Those of `more` take the place of others of their name.
void add(std::vector<ContractCase>& cases, std::vector<ContractCase> more) {
  for (ContractCase& one : more) {
    const auto same = std::find_if(cases.begin(), cases.end(), [&](const ContractCase& other) {
      return other.name == one.name;
    });
    if (same == cases.end()) {
      cases.push_back(std::move(one));
    } else {
      *same = std::move(one);
    }
  }
}

std::vector<ContractCase> load_builtin() {
  std::vector<ContractCase> cases;
  for (const EmbeddedFile& file : builtin_case_files) {
    const std::string name = "contracts/cases/" + std::string(file.name);
    for (ContractCase& one : load_cases(file.text, name, ContractDocument::builtin())) {
      for (const ContractCase& other : cases) {
        if (other.name == one.name)
          throw ConfigError(one.where() + " is in " + other.file + " too");
      }
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

std::vector<ContractCase> all_cases(const ContractOptions& options) {
  if (options.cases.empty() && options.case_texts.empty()) return builtin_contract_cases();
  const ContractDocument& document = ContractDocument::builtin();
  std::vector<ContractCase> cases;
  for (const auto& path : options.cases) {
    if (path == kBuiltIn) {
      add(cases, builtin_contract_cases());
      continue;
    }
    for (const auto& file : json_files_at(path, "case")) {
      add(cases, load_cases(read_text_file(file, "case"), file.string(), document));
    }
  }
  for (std::size_t i = 0; i < options.case_texts.size(); ++i) {
    const std::string name = "case_texts[" + std::to_string(i) + ']';
    add(cases, load_cases(options.case_texts[i], name, document));
  }
  return cases;
}

}  // namespace

const std::vector<ContractCase>& builtin_contract_cases() {
  static const std::vector<ContractCase> cases = load_builtin();
  return cases;
}

std::vector<ContractCase> chosen_cases(const ContractOptions& options) {
  std::vector<ContractCase> cases = all_cases(options);
  std::vector<std::string> names;
  names.reserve(cases.size());
  for (const ContractCase& one : cases) names.push_back(one.name);
  std::erase_if(cases, [&](const ContractCase& one) {
    return ::fnmatch(options.filter.c_str(), one.name.c_str(), 0) != 0;
  });
  if (cases.empty()) {
    const std::vector<std::string_view> known(names.begin(), names.end());
    throw ConfigError("no case has a name that matches " + json_quote(options.filter) +
                      did_you_mean(options.filter, known));
  }
  return cases;
}

std::vector<std::string> contract_case_names(const ContractOptions& options) {
  std::vector<std::string> names;
  for (const ContractCase& one : chosen_cases(options)) names.push_back(one.name);
  return names;
}

}  // namespace wavespeed_mock
