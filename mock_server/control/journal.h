// /__mock/journal: the requests that the mock answered. With a key, those of its account; without a
// key, those of all accounts.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/journal?route=&method=&path=&status=&model=&prediction=&fault=&prompt=&since=&limit=
// &page=: the newest page is the first; within a page the newest request is the last.
Outcome<Response> get_journal(const ControlContext& context, const Call& call);

// GET /__mock/journal/count: the number of requests that meet the same conditions.
Outcome<Response> count_journal(const ControlContext& context, const Call& call);

// DELETE /__mock/journal: deletes these requests.
Outcome<Response> delete_journal(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
