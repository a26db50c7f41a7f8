// /__mock/client-report: how clients behaved. It includes what a strict mock found wrong with their
// requests.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/client-report?format=json|text|junit&rules=polling,…: of all accounts, or of the one
// whose key comes with the request.
Outcome<Response> get_client_report(const ControlContext& context, const Call& call);

// DELETE /__mock/client-report: clears that report.
Outcome<Response> delete_client_report(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
