#include "cli/contract_command.h"

#include <iostream>
#include <memory>
#include <string>

#include "base/file/out_file.h"
#include "base/text/quoting.h"
#include "contract/transcript/transcript_check.h"
#include "runner/builtin_cases.h"
#include "runner/contract_case.h"
#include "runner/report_text.h"
#include "wavespeed_mock/drift.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock::cli {
namespace {

std::unique_ptr<ContractTarget> target_of(const ContractSettings& settings) {
  if (settings.target == "memory") return memory_target();
  if (settings.target == "loopback") return loopback_target();
  return http_target(settings.http);
}

template <class Report>
std::string report_in(ReportFormat format, const Report& report) {
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

// "balance (free; memory, loopback, live): …"
std::string listed(const ContractCase& one) {
  std::string targets;
  for (const ContractTarget::Kind kind : one.targets) {
    targets += (targets.empty() ? "" : ", ") + std::string(to_text(kind));
  }
  return one.name + " (" +
         (one.paid ? "up to " + to_decimal(one.max_cost) + " USD" : std::string("free")) + "; " +
         targets + "): " + one_line(one.about);
}

template <class Run>
auto begun(Run&& run) {
  try {
    return run();
  } catch (const TargetError& problem) {
    throw ConfigError("cannot begin: " + std::string(problem.what()));
  }
}

int check_recording(const std::filesystem::path& path) {
  const Transcript transcript = read_transcript(path);
  const std::size_t count = transcript.exchanges.size();
  if (count == 0) throw ConfigError("the transcript \"" + path.string() + "\" has no exchange");
  const ContractCheck check(ContractDocument::builtin(), UnknownFields::reported);
  const std::vector<TranscriptFinding> findings = check_transcript(transcript, check);
  for (const TranscriptFinding& finding : findings) std::cout << to_text(finding) << '\n';
  std::cout << count << (count == 1 ? " exchange" : " exchanges") << " in "
            << one_line(path.string()) << ": "
            << (findings.empty() ? "the contract is kept" : "the contract is broken") << '\n';
  return findings.empty() ? 0 : 1;
}

// Shows the progress of a run, and the report at its end.
class Output {
 public:
  explicit Output(const ContractSettings& settings) : format_(settings.format) {
    if (settings.out) out_ = std::make_unique<OutFile>(*settings.out);
  }

  // Standard output gets either the text, as the run proceeds, or a report for programs.
  std::ostream& progress() const { return text_there() ? std::cout : std::cerr; }

  template <class Report>
  void report(const Report& report) const {
    if (out_ != nullptr) {
      out_->write(report_in(format_, report));
    } else if (!text_there()) {
      std::cout << report_in(format_, report) << std::flush;
    }
  }

 private:
  bool text_there() const { return out_ != nullptr || format_ == ReportFormat::text; }

  const ReportFormat format_;
  std::unique_ptr<OutFile> out_;
};

int report_drift(ContractTarget& live, const ContractOptions& options, const Output& output) {
  const DriftReport report = begun([&] { return find_drift(live, options); });
  output.progress() << closing_text(report.contract) << '\n' << to_text(report) << std::flush;
  output.report(report);
  if (report.answers == 0) return 2;
  return report.drifts.empty() ? report.contract.exit_code() : 1;
}

}  // namespace

int run_contract_command(const ContractSettings& settings) {
  if (settings.list) {
    for (const auto& one : chosen_cases(settings.run)) std::cout << listed(*one) << '\n';
    return 0;
  }
  if (settings.transcript) return check_recording(*settings.transcript);
  const std::unique_ptr<ContractTarget> target = target_of(settings);
  const Output output(settings);
  ContractOptions options = settings.run;
  options.on_case = [&](const ContractCaseResult& result) {
    output.progress() << case_text(result) << std::flush;
  };
  if (settings.drift) return report_drift(*target, options, output);

  const ContractReport report = begun([&] { return run_contract(*target, options); });
  output.progress() << closing_text(report) << std::flush;
  output.report(report);
  return report.exit_code();
}

Command contract_command() {
  return {.name = "contract",
          .purpose = "Check an API, this one or the service's own, against the contract",
          .synopsis = "[options]",
          .description =
              "Runs the cases of the contract against a target, and says where the target "
              "breaks it. On a URL only free cases run, unless --max-usd allows others.",
          .options = described(contract_options),
          .exit_codes = {{0, "the contract is kept"},
                         {1,
                          "the contract is broken, something has drifted, or money was spent "
                          "without permission"},
                         {2,
                          "the run was not possible: a wrong option, an invalid case file, no "
                          "answer, no case to run, nothing to check"}},
          .examples = {{"Check the service itself, with free requests only",
                        "contract --target https://api.wavespeed.ai"},
                       {"See whether the service has changed since the mock was written",
                        "contract --target https://api.wavespeed.ai --drift"}},
          .run = [](const std::vector<std::string>& arguments) {
            return run_contract_command(read_contract_settings(arguments, environment_key()));
          }};
}

}  // namespace wavespeed_mock::cli
