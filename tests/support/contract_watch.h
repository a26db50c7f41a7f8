// Holds every answer that a test gets against the contract: one that breaks it fails the test.
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
  // What a fault has spoiled is meant to be wrong.
  if (response.headers.find("X-Mock-Fault") != nullptr) return;
  // The answer is still to come.
  if (response.pending != nullptr) return;
  static const ContractCheck check(ContractDocument::builtin(), UnknownFields::reported);
  for (const ContractProblem& problem : check.response(request, response)) {
    ADD_FAILURE() << "an answer breaks the contract: " << request.method << ' ' << request.target
                  << " was answered " << response.status << "\n  " << to_text(problem)
                  << "\n  contracts/openapi.json: " << problem.schema;
  }
}

// What the mock answers.
inline Response watched_answer(Mock& mock, const Request& request) {
  Response response = mock.handle(request);
  expect_contract(request, response);
  return response;
}

// For a mock that repeats a transcript: what was recorded is judged where it is recorded, and that
// something was not is not an answer of the service.
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
