// The target `loopback`: a mock on a port of this machine.
#include <memory>

#include "transport/client/http_client.h"
#include "wavespeed_mock/contract.h"
#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock {
namespace {

class LoopbackTarget final : public ContractTarget {
 public:
  LoopbackTarget() { reset({}); }

  Kind kind() const override { return Kind::loopback; }
  std::string name() const override { return "loopback"; }
  std::string base_url() const override { return server_->base_url(); }
  std::string key() const override { return std::string(kContractKey); }

  void reset(const Options& options) override {
    server_.reset();
    clock_ = std::make_shared<ManualClock>();
    Options with_clock = options;
    with_clock.clock = clock_;
    // Only this thread can move the clock while a synchronous answer is held.
    const ListenOptions listen{
        .on_exchange = [clock = clock_](const Request&, const Response& response) {
          if (response.delivery.not_before > clock->now()) clock->set(response.delivery.not_before);
        }};
    server_ = std::make_unique<MockServer>(with_clock, listen);
    client_ = std::make_unique<transport::HttpClient>(
        transport::HttpClientOptions{.base_url = server_->base_url()});
  }
  Response exchange(const Request& request) override {
    try {
      return client_->exchange(request);
    } catch (const transport::NoAnswer& problem) {
      throw TargetError(problem.what());
    }
  }
  void advance(Duration duration) override { clock_->advance(duration); }
  Timestamp now() const override { return clock_->now(); }

 private:
  std::shared_ptr<ManualClock> clock_;
  std::unique_ptr<MockServer> server_;
  std::unique_ptr<transport::HttpClient> client_;
};

}  // namespace

std::unique_ptr<ContractTarget> loopback_target() {
  return std::make_unique<LoopbackTarget>();
}

}  // namespace wavespeed_mock
