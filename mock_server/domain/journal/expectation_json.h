// An expectation in JSON, as `POST /__mock/verify` takes it.
//
// Functions only; may be called from any thread.
#pragma once

#include "base/text/json_reader.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/expectation.h"

namespace wavespeed_mock {

struct AwaitedExpectation {
  Expectation expectation;
  Duration wait{0};  // how long it may take until it holds, on the wall clock
};

// Reads {"request": {…}, "times": 3 or {"at_least": 1, "at_most": 2}} or {"in_order": [{…}, …]},
// either with "wait": "2s", and no other field. Throws ConfigError for a value of the wrong type;
// RequestExpectation checks the values themselves.
AwaitedExpectation read_expectation(JsonReader& in);

}  // namespace wavespeed_mock
