// A program of requests to a mock, written as text: one step on each line.
//
//   as ws-key-2                            the API key of the requests that follow; none: "as"
//   header Content-Type: text/plain        a field of the next request
//   | --boundary                           a line of the body of the next request
//   POST /api/v3/mock/slow {"prompt":"x"}  a request; what follows the target is its body
//   advance 90s                            moves the clock
//   save                                   takes a snapshot
//   restore                                brings it back
//   webhooks 500                           answers all webhooks that are due with that status
//
// A body is JSON unless a field says otherwise. In requests, {id} is the last id that an answer
// named, {request} the last answer's request id, {url} the last path below "http://127.0.0.1/".
// Every other line is skipped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/support/fuzzed_mock.h"

namespace wavespeed_mock::fuzz {

struct ProgramLimits {
  std::size_t steps = 16;
};

// The answers as text, each with its status, header fields and body. Checks each answer.
std::vector<std::string> run_program(FuzzedMock& mock, std::string_view text,
                                     ProgramLimits limits = {});

}  // namespace wavespeed_mock::fuzz
