// A mock that many inputs share: making one takes longer than running a program on it.
//
// For one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/mock_core.h"
#include "app/router.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::fuzz {

class FuzzedMock {
 public:
  explicit FuzzedMock(Options options);

  // As Mock::handle(), but an exception that handle() would answer with 500 is a Violation. Checks
  // what must hold for every answer (check_answer()) and that the books agree.
  Response answer_to(const Request& request);

  MockCore& core() { return *core_; }
  const MockCore& core() const { return *core_; }
  ManualClock& clock() { return *clock_; }

  // Back to the start, before an input. After many inputs it is a new mock, since accounts that
  // were closed keep their memory.
  void start_again();

 private:
  void make();

  const Options options_;
  std::shared_ptr<ManualClock> clock_;
  std::unique_ptr<MockCore> core_;
  std::unique_ptr<const Router> router_;
  std::unique_ptr<const Snapshot> start_;
  int inputs_ = 0;
};

// A request with the usual fields, with that key unless it is empty.
Request request_with_key(std::string_view key, std::string method, std::string target,
                         std::string body = {});

// Throws Violation for an answer with a status of 500 or more that no fault asked for, a header
// field that HTTP does not allow, or a body that is not the JSON that its Content-Type promises.
void check_answer(const Request& request, const Response& response);

}  // namespace wavespeed_mock::fuzz
