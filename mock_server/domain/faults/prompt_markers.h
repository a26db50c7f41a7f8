// Markers: faults that a prompt requests, as in "a cat [mock:rate_limited retry_after=5s]". They
// work through every client, like the test card numbers of payment services.
//
// Functions without state; any thread may call them.
#pragma once

#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "domain/faults/active_rule.h"

namespace wavespeed_mock {

struct PromptMarker {
  std::shared_ptr<const Fault> fault;
  bool before_commit = false;
};

// Whether the body may contain a marker: a search without parsing.
bool may_have_markers(std::string_view body);

// The markers of a prompt, in order: "[mock:TYPE]" or "[mock:TYPE field=value …]", with the fields
// of that type and `commit`. A value is a number, a boolean, or else a text, which may be in double
// quotes. 400 for a wrong marker; its message also says how to switch markers off.
Outcome<std::vector<PromptMarker>> read_markers(std::string_view prompt);

}  // namespace wavespeed_mock
