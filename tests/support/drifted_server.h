// A server that simulates a changed service: the mock on a port, with responses changed by the
// test.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "contract/document.h"
#include "transport/engine.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock {

class DriftedServer {
 public:
  // Gets each answer with the `operationId` of its request; "" for a request to no operation.
  using Plant = std::function<void(const std::string& operation, Response&)>;

  explicit DriftedServer(Plant plant)
      : mock_({.latency = Latency::instant(), .clock = wall_clock()}),
        plant_(std::move(plant)),
        engine_(transport::start_httplib_engine(
            {}, [this](const Request& request) { return answer(request); })) {}

  std::string base_url() const { return "http://127.0.0.1:" + std::to_string(engine_->port()); }

 private:
  Response answer(const Request& request) {
    Response response = mock_.handle(request);
    const Operation* const operation =
        ContractDocument::builtin().find(request.method, path_of(request.target));
    plant_(operation == nullptr ? "" : operation->id, response);
    return response;
  }

  Mock mock_;
  const Plant plant_;
  const std::unique_ptr<transport::Engine> engine_;
};

}  // namespace wavespeed_mock
