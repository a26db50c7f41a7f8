// Checks a target against the contract: cases of requests, with the answers they must get. The
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
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// There was no answer. what() says why, in one line.
class TargetError : public Error {
 public:
  explicit TargetError(const std::string& message) : Error(ErrorCode::no_answer, message) {}
};

// Where cases run. To add your own kind, derive from it. A target that forwards to another one and
// changes an answer shows whether the cases notice.
class ContractTarget {
 public:
  enum class Kind {
    memory,    // a mock of this process, without a socket
    loopback,  // a mock of this process, on a port
    live,      // any other server: only free cases run, unless money is allowed
  };

  virtual ~ContractTarget() = default;

  virtual Kind kind() const = 0;
  virtual std::string name() const = 0;      // "memory", "https://api.wavespeed.ai"
  virtual std::string base_url() const = 0;  // without a slash at its end
  virtual std::string key() const = 0;

  // Called before each case. The memory and loopback targets start a new mock with these options;
  // throws ConfigError when one of them is wrong.
  virtual void reset(const Options& options) = 0;

  // `request.target` is below base_url(). Throws TargetError.
  virtual Response exchange(const Request& request) = 0;

  // The same for an absolute URL that is not below base_url(), such as the storage to
  // which clients of a live server upload files. Unless overridden, it throws TargetError.
  virtual Response send_absolute(const std::string& url, const Request& request);

  // Moves the target's clock forward between polls; on a live target it sleeps.
  virtual void advance(Duration duration) = 0;
  virtual Timestamp now() const = 0;
};

std::string_view to_text(ContractTarget::Kind kind);  // "memory", …

// On the memory and loopback targets each case has a new mock whose clock begins at
// 2026-01-01T00:00:00Z.
inline constexpr std::string_view kContractKey = "contract-key";
std::unique_ptr<ContractTarget> memory_target();
std::unique_ptr<ContractTarget> loopback_target();

struct HttpTargetOptions {
  std::string url;  // "https://api.wavespeed.ai"; redirects are not followed
  std::string key;
  // Certificates in PEM that are trusted instead of the system's.
  std::optional<std::filesystem::path> ca_file{};
  std::chrono::nanoseconds timeout = std::chrono::minutes(3);  // for one complete answer
};

// Throws ConfigError when the URL, the key or the file cannot be used.
std::unique_ptr<ContractTarget> http_target(const HttpTargetOptions& options);

// One step of a case: a request, repeated until the expected answer arrives.
struct ContractStepResult {
  std::size_t number = 0;              // in its case, from 1
  std::string operation;               // `operationId`; "" for a request to no operation
  std::string outcome;                 // the documented outcome it covers; "" for none
  Request request;                     // the last one; "{key}" replaces the target's key
  std::optional<Response> response{};  // to that; nullopt when there was none
  std::size_t exchanges = 0;
  std::size_t assertions = 0;
  std::vector<std::string> failures{};  // one line each: what was wrong, what would be right
};

struct ContractCaseResult {
  enum class Verdict { passed, failed, skipped };

  std::string name;
  std::string about;
  std::string file;  // the file that contains the case
  Verdict verdict = Verdict::passed;
  std::string skipped{};  // why
  std::vector<ContractStepResult> steps{};
  // Of all steps; each line names the case, the step and the operation.
  std::vector<std::string> failures{};
  std::size_t assertions = 0;
  Duration time{0};  // wall-clock time
};

struct ContractReport {
  enum class Verdict {
    kept,
    broken,
    could_not_run,  // nothing was asserted
  };

  std::string target;
  std::vector<ContractCaseResult> cases{};
  // Of the run as a whole: money was spent without permission, …
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
  // Files, or folders of *.json files; "built-in" means the built-in cases, which are
  // the default. A case replaces an earlier case of the same name.
  std::vector<std::filesystem::path> cases{};
  // The same as texts.
  std::vector<std::string> case_texts{};

  // Names to run: "*" matches any text, "?" any character.
  std::string filter = "*";

  // On a live target: US dollars that paid cases may cost together. Nullopt: they are skipped.
  std::optional<double> max_usd{};

  // Called after each case, on the thread that runs it.
  std::function<void(const ContractCaseResult&)> on_case{};
};

// Throws ConfigError when a case file is wrong or no case is selected, and TargetError when a live
// target cannot be reached, before any case has run.
ContractReport run_contract(ContractTarget& target, const ContractOptions& options = {});

// In the order in which they run; all of them, or those that match the filter.
std::vector<std::string> contract_case_names(const ContractOptions& options = {});

// Runs one case. Failures of the run as a whole are among its failures. Throws ConfigError also
// when there is no such case.
ContractCaseResult run_contract_case(ContractTarget& target, const std::string& name,
                                     const ContractOptions& options = {});

// For people; for programs; for CI servers. None holds the key.
std::string to_text(const ContractReport& report);
std::string to_json(const ContractReport& report);
std::string to_junit(const ContractReport& report);

}  // namespace wavespeed_mock
