// The settings of `wavespeed-mock contract`, read from its flags.
//
// Used at start only, by one thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments/option.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock::cli {

enum class ReportFormat { text, json, junit };

struct ContractSettings {
  std::string target = "memory";  // or "loopback", or a URL
  HttpTargetOptions http;         // for a URL
  ContractOptions run;
  ReportFormat format = ReportFormat::text;
  std::optional<std::filesystem::path> out;
  bool drift = false;  // compare with the mock and the document, and report that
  // Instead of a target: a recording that is checked against the contract.
  std::optional<std::filesystem::path> transcript;
  bool list = false;
};

// The table of its options. Each row sets its field of `to`, which must outlive the rows.
std::vector<Option> contract_options(ContractSettings& to);

// `arguments` follow the word "contract"; `environment_key` is WAVESPEED_API_KEY, empty when
// it is not set. Throws ConfigError for anything unknown or wrong.
ContractSettings read_contract_settings(const std::vector<std::string>& arguments,
                                        const std::string& environment_key);

}  // namespace wavespeed_mock::cli
