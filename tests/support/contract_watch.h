// Checks every response that a test gets against the contract; a violation fails the test.
//
// May be used from any thread.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "contract/contract_check.h"
#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock {

inline void expect_contract(const Request& request, const Response& response) {
  // A response changed by a fault may violate the contract.
  if (response.headers.find("X-Mock-Fault") != nullptr) return;
  // The mock compresses what it would have answered otherwise.
  if (response.headers.find("Content-Encoding") != nullptr) return;
  static const ContractCheck check(ContractDocument::builtin(), UnknownFields::reported);
  for (const ContractProblem& problem : check.response(request, response)) {
    ADD_FAILURE() << "a response violates the contract: " << request.method << ' ' << request.target
                  << " was answered " << response.status << "\n  " << to_text(problem)
                  << "\n  contracts/openapi.json: " << problem.schema;
  }
}

// The mock's response.
inline Response watched_answer(Mock& mock, const Request& request) {
  Response response = mock.handle(request);
  expect_contract(request, response);
  return response;
}

// The same after the wait that the request asks for.
inline Response watched_answer_after_wait(Mock& mock, const Request& request) {
  Response response = mock.handle_and_wait(request);
  expect_contract(request, response);
  return response;
}

// For a mock that replays a transcript. Recordings are checked when they are recorded, and the
// response to an unknown request is not one of the service.
inline Response unwatched_answer(Mock& mock, const Request& request) {
  return mock.handle(request);
}
using UnwatchedServer = MockServer;

inline ListenOptions watched(ListenOptions listen) {
  listen.on_exchange = [then = std::move(listen.on_exchange)](const Request& request,
                                                              const Response& response) {
    expect_contract(request, response);
    if (then) then(request, response);
  };
  return listen;
}

// A MockServer for tests.
class WatchedServer : public MockServer {
 public:
  explicit WatchedServer(Options options = {}, const ListenOptions& listen = {})
      : MockServer(std::move(options), watched(listen)) {}
};

}  // namespace wavespeed_mock
