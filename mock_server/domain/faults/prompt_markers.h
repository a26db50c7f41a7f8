// Faults that a prompt asks for: "a cat [mock:rate_limited retry_after=5s]". They work through
// every client, as the card numbers of payment sandboxes do.
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

// Whether there can be a marker in that body: a search, without parsing anything.
bool may_have_markers(std::string_view body);

// The markers of a prompt, in their order: "[mock:TYPE]" or "[mock:TYPE field=value …]", with the
// fields of that type and `commit`. A value in double quotes is a text, as is what is neither a
// number nor true or false. 400 that says what is wrong with one, and that they can be switched
// off.
Outcome<std::vector<PromptMarker>> read_markers(std::string_view prompt);

}  // namespace wavespeed_mock
