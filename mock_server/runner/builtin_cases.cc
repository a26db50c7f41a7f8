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
void add(CaseList& cases, CaseList more) {
  for (auto& one : more) {
    const auto same = std::find_if(cases.begin(), cases.end(),
                                   [&](const auto& other) { return other->name == one->name; });
    if (same == cases.end()) {
      cases.push_back(std::move(one));
    } else {
      *same = std::move(one);
    }
  }
}

CaseList shared(std::vector<ContractCase> cases) {
  CaseList list;
  for (ContractCase& one : cases) {
    list.push_back(std::make_shared<const ContractCase>(std::move(one)));
  }
  return list;
}

CaseList load_builtin() {
  CaseList cases;
  for (const EmbeddedFile& file : builtin_case_files) {
    const std::string name = "contracts/cases/" + std::string(file.name);
    for (auto& one : shared(load_cases(file.text, name, ContractDocument::builtin()))) {
      for (const auto& other : cases) {
        if (other->name == one->name)
          throw ConfigError(one->where() + " is in " + other->file + " too");
      }
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

CaseList all_cases(const ContractOptions& options) {
  if (options.cases.empty() && options.case_texts.empty()) return builtin_contract_cases();
  const ContractDocument& document = ContractDocument::builtin();
  CaseList cases;
  for (const auto& path : options.cases) {
    if (path == kBuiltIn) {
      add(cases, builtin_contract_cases());
      continue;
    }
    for (const auto& file : json_files_at(path, "case")) {
      add(cases, shared(load_cases(read_text_file(file, "case"), file.string(), document)));
    }
  }
  for (std::size_t i = 0; i < options.case_texts.size(); ++i) {
    const std::string name = "case_texts[" + std::to_string(i) + ']';
    add(cases, shared(load_cases(options.case_texts[i], name, document)));
  }
  return cases;
}

}  // namespace

const CaseList& builtin_contract_cases() {
  static const CaseList cases = load_builtin();
  return cases;
}

CaseList chosen_cases(const ContractOptions& options) {
  CaseList cases = all_cases(options);
  std::vector<std::string> names;
  names.reserve(cases.size());
  for (const auto& one : cases) names.push_back(one->name);
  std::erase_if(cases, [&](const auto& one) {
    return ::fnmatch(options.filter.c_str(), one->name.c_str(), 0) != 0;
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
  for (const auto& one : chosen_cases(options)) names.push_back(one->name);
  return names;
}

}  // namespace wavespeed_mock
