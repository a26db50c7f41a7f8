// A contract target that changes the responses of a mock in memory, to test whether the cases
// detect it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

class ChangedTarget : public ContractTarget {
 public:
  using Change = std::function<void(const Request&, Response&)>;

  explicit ChangedTarget(Change change) : inner_(memory_target()), change_(std::move(change)) {}

  Kind kind() const override { return inner_->kind(); }
  std::string name() const override { return "changed"; }
  std::string base_url() const override { return inner_->base_url(); }
  std::string key() const override { return inner_->key(); }
  void reset(const Options& options) override { inner_->reset(options); }
  Response exchange(const Request& request) override {
    Response response = inner_->exchange(request);
    change_(request, response);
    return response;
  }
  void advance(Duration duration) override { inner_->advance(duration); }
  Timestamp now() const override { return inner_->now(); }

 private:
  const std::unique_ptr<ContractTarget> inner_;
  const Change change_;
};

}  // namespace wavespeed_mock
