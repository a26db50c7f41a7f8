// The target `memory`: a mock that is called, without a socket.
#include <memory>

#include "wavespeed_mock/contract.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock {
namespace {

class MemoryTarget final : public ContractTarget {
 public:
  MemoryTarget() { reset({}); }

  Kind kind() const override { return Kind::memory; }
  std::string name() const override { return "memory"; }
  std::string base_url() const override { return "http://memory.test"; }
  std::string key() const override { return std::string(kContractKey); }

  void reset(const Options& options) override {
    clock_ = std::make_shared<ManualClock>();
    Options with_clock = options;
    with_clock.clock = clock_;
    mock_ = std::make_unique<Mock>(with_clock);
  }
  Response exchange(const Request& request) override { return mock_->handle(request); }
  void advance(Duration duration) override { clock_->advance(duration); }
  Timestamp now() const override { return clock_->now(); }

 private:
  std::shared_ptr<ManualClock> clock_;
  std::unique_ptr<Mock> mock_;
};

}  // namespace

std::unique_ptr<ContractTarget> memory_target() {
  return std::make_unique<MemoryTarget>();
}

}  // namespace wavespeed_mock
