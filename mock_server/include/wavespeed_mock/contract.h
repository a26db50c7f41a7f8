// The contract, held against a target: cases of requests, with what has to come back for each. The
// same cases run in process, over a socket, and against the service itself.
//
// A target belongs to one thread at a time, as does a run of cases on it. Results are plain data.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// There was no answer. what() says why, in one line.
class TargetError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Where cases run. Own kinds are subclasses: one that hands all on to another and changes an answer
// shows whether the cases would notice.
class ContractTarget {
 public:
  enum class Kind {
    memory,    // a mock of this process, without a socket
    loopback,  // a mock of this process, behind a port
    live,      // a server that is not ours: only free cases run, unless money is allowed
  };

  virtual ~ContractTarget() = default;

  virtual Kind kind() const = 0;
  virtual std::string name() const = 0;      // "memory", "https://api.wavespeed.ai"
  virtual std::string base_url() const = 0;  // without a slash at its end
  virtual std::string key() const = 0;

  // Comes before each case. A target of ours starts afresh, with a mock of these options; throws
  // ConfigError when one is wrong.
  virtual void begin(const Options& options) = 0;

  // `request.target` is below base_url(). Throws TargetError.
  virtual Response exchange(const Request& request) = 0;

  // The same for an absolute URL that is not below base_url(), such as the storage that a live
  // server has files uploaded to. Unless overridden, there is no such place.
  virtual Response exchange_elsewhere(const std::string& url, const Request& request);

  // Lets time go by between polls.
  virtual void pass(Duration duration) = 0;
  virtual Timestamp now() const = 0;
};

std::string_view to_text(ContractTarget::Kind kind);  // "memory", …

// On our own targets each case has a fresh mock whose clock begins at 2026-01-01T00:00:00Z.
inline constexpr std::string_view kContractKey = "contract-key";
std::unique_ptr<ContractTarget> memory_target();
std::unique_ptr<ContractTarget> loopback_target();

struct HttpTargetOptions {
  std::string url;  // "https://api.wavespeed.ai"; redirects are not followed
  std::string key;
  // Certificates in PEM that are trusted in place of the system's.
  std::optional<std::filesystem::path> ca_file{};
  std::chrono::nanoseconds timeout = std::chrono::minutes(3);  // of one answer, to its end
};

// Throws ConfigError when the URL, the key or the file cannot be used.
std::unique_ptr<ContractTarget> http_target(const HttpTargetOptions& options);

// One step of a case: a request, repeated until its answer is the one that is waited for.
struct ContractStepResult {
  std::size_t number = 0;              // in its case, from 1
  std::string operation;               // `operationId`; "" for a request to no operation
  std::string outcome;                 // the documented outcome it stands for; "" for none
  Request request;                     // the last one; "{key}" stands for the target's key
  std::optional<Response> response{};  // to that; nullopt when there was none
  std::size_t exchanges = 0;
  std::size_t assertions = 0;
  std::vector<std::string> failures{};  // one line each: what was wrong, what would be right
};

struct ContractCaseResult {
  enum class Verdict { passed, failed, skipped };

  std::string name;
  std::string about;
  std::string file;  // where the case stands
  Verdict verdict = Verdict::passed;
  std::string skipped{};  // why
  std::vector<ContractStepResult> steps{};
  // Of all steps; each line names the case, the step and the operation.
  std::vector<std::string> failures{};
  std::size_t assertions = 0;
  Duration time{0};  // by the wall
};

struct ContractReport {
  enum class Verdict {
    kept,
    broken,
    could_not_run,  // nothing was asserted
  };

  std::string target;
  std::vector<ContractCaseResult> cases{};
  // Of the run as a whole: money was spent that nobody allowed, …
  std::vector<std::string> failures{};
  // US dollars, of a live target.
  std::optional<double> balance_before{};
  std::optional<double> balance_after{};

  std::size_t count(ContractCaseResult::Verdict verdict) const;
  std::size_t assertions() const;
  Verdict verdict() const;
  int exit_code() const;  // 0 kept, 1 broken, 2 could not run
};

struct ContractOptions {
  // Files, or folders of *.json files; "built-in" stands for the built-in cases, which are all
  // there is when nothing is named here. A case whose name an earlier one has takes its place.
  std::vector<std::filesystem::path> cases{};
  // The same as texts.
  std::vector<std::string> case_texts{};

  // Names to run: "*" stands for any text, "?" for any character.
  std::string filter = "*";

  // On a live target: US dollars that paid cases may cost together. Nullopt: they are skipped.
  std::optional<double> max_usd{};

  // Called with each case when it has ended, from the thread that runs it.
  std::function<void(const ContractCaseResult&)> on_case{};
};

// Throws ConfigError when a case file is wrong or no case is selected, and TargetError when a live
// target cannot be reached, before any case has run.
ContractReport run_contract(ContractTarget& target, const ContractOptions& options = {});

// In the order in which they run; all of them, or those that fit the filter.
std::vector<std::string> contract_case_names(const ContractOptions& options = {});

// One case alone. What a run would complain of as a whole is among its failures. Throws ConfigError
// also when there is no such case.
ContractCaseResult run_contract_case(ContractTarget& target, const std::string& name,
                                     const ContractOptions& options = {});

// For people; for programs; for CI servers. None holds the key.
std::string to_text(const ContractReport& report);
std::string to_json(const ContractReport& report);
std::string to_junit(const ContractReport& report);

}  // namespace wavespeed_mock
