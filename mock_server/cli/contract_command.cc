#include "cli/contract_command.h"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

#include "base/money.h"
#include "runner/builtin_cases.h"
#include "runner/contract_case.h"
#include "runner/report_text.h"

namespace wavespeed_mock::cli {
namespace {

std::unique_ptr<ContractTarget> target_of(const ContractSettings& settings) {
  if (settings.target == "memory") return memory_target();
  if (settings.target == "loopback") return loopback_target();
  return http_target(settings.http);
}

std::string report_in(ReportFormat format, const ContractReport& report) {
  switch (format) {
    case ReportFormat::json:
      return to_json(report) + '\n';
    case ReportFormat::junit:
      return to_junit(report);
    case ReportFormat::text:
      break;
  }
  return to_text(report);
}

// Opened before the run: what takes minutes and may cost money must not be lost to a wrong path.
class OutFile {
 public:
  explicit OutFile(const std::filesystem::path& path) : path_(path) {
    errno = 0;
    file_.open(path, std::ios::binary | std::ios::trunc);
    check();
  }

  void write(const std::string& text) {
    errno = 0;
    file_ << text << std::flush;
    check();
  }

 private:
  void check() {
    if (file_) return;
    throw ConfigError("the report \"" + path_.string() + "\" cannot be written: " +
                      std::generic_category().message(errno == 0 ? EIO : errno));
  }

  const std::filesystem::path path_;
  std::ofstream file_;
};

// "balance (free; memory, loopback, live): …"
std::string listed(const ContractCase& one) {
  std::string targets;
  for (const ContractTarget::Kind kind : one.targets) {
    targets += (targets.empty() ? "" : ", ") + std::string(to_text(kind));
  }
  return one.name + " (" +
         (one.paid ? "up to " + to_decimal(one.max_cost) + " USD" : std::string("free")) + "; " +
         targets + "): " + one.about;
}

ContractReport run(ContractTarget& target, const ContractOptions& options) {
  try {
    return run_contract(target, options);
  } catch (const TargetError& problem) {
    throw ConfigError("cannot begin: " + std::string(problem.what()));
  }
}

}  // namespace

int run_contract_command(const ContractSettings& settings) {
  if (settings.list) {
    for (const ContractCase& one : chosen_cases(settings.run)) std::cout << listed(one) << '\n';
    return 0;
  }
  const std::unique_ptr<ContractTarget> target = target_of(settings);
  std::unique_ptr<OutFile> out;
  if (settings.out) out = std::make_unique<OutFile>(*settings.out);

  // Standard output has one thing or the other: the text that grows, or a report for programs.
  const bool text_there = out != nullptr || settings.format == ReportFormat::text;
  std::ostream& progress = text_there ? std::cout : std::cerr;
  ContractOptions options = settings.run;
  options.on_case = [&](const ContractCaseResult& result) {
    progress << case_text(result) << std::flush;
  };
  const ContractReport report = run(*target, options);
  progress << closing_text(report) << std::flush;
  if (out != nullptr) {
    out->write(report_in(settings.format, report));
  } else if (!text_there) {
    std::cout << report_in(settings.format, report) << std::flush;
  }
  return report.exit_code();
}

}  // namespace wavespeed_mock::cli
