// Files of contract cases: what is wrong is said with its place; what can be read can be run, with
// the same result each time.
//
// An input is the text of a file.
#include <string>
#include <vector>

#include "contract/document.h"
#include "fuzz/support/fuzzed_mock.h"
#include "fuzz/support/target.h"
#include "runner/case_loader.h"
#include "runner/case_run.h"
#include "wavespeed_mock/contract.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::contract_cases {
namespace {

// A mock that all inputs share. It does not start with a case's options, which loading checks.
class SharedMock : public ContractTarget {
 public:
  Kind kind() const override { return Kind::memory; }
  std::string name() const override { return "memory"; }
  std::string base_url() const override { return "http://memory.test"; }
  std::string key() const override { return std::string(kContractKey); }

  void reset(const Options&) override {
    mock_.start_again();
    exchanges_ = 0;
  }
  Response exchange(const Request& request) override {
    // A step may ask thousands of times.
    constexpr int kMaxExchanges = 20;
    if (++exchanges_ > kMaxExchanges) throw TargetError("there were enough requests");
    return mock_.answer_to(request);
  }
  void advance(Duration duration) override { mock_.clock().advance(duration); }
  Timestamp now() const override { return mock_.clock().now(); }

 private:
  mutable FuzzedMock mock_{Options{.seed = 7, .control = Control::on}};
  int exchanges_ = 0;
};

std::vector<ContractCase> read(std::string_view text) {
  try {
    return load_cases(text, "input", ContractDocument::builtin());
  } catch (const ConfigError& error) {
    check(std::string_view(error.what()).starts_with("input"), "an error says where it is",
          error.what());
    return {};
  }
}

// An error ends the run of a case, for example when the clock would leave its years.
void run_once(const ContractCase& one, SharedMock& mock) {
  try {
    for (const std::string& failure : run_case(one, mock).failures) {
      check(failure.find('\n') == std::string::npos, "a failure is one line", failure);
      check(failure.find(kContractKey) == std::string::npos, "a failure has no key", failure);
    }
  } catch (const Error& error) {
    check(error.what()[0] != '\0', "an error says what is wrong");
  }
}

void run(std::string_view text) {
  static SharedMock mock;
  for (const ContractCase& one : read(text)) run_once(one, mock);
}

const Target target("contract_cases", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::contract_cases
