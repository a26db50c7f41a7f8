// All data of an account in one answer, for its owner to keep before the account is terminated.
#pragma once

#include <string>
#include <string_view>

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// The JSON text. URLs in it begin with `base_url`.
std::string account_export(const ControlContext& context, StoredAccount& account,
                           std::string_view base_url, Timestamp now);

// GET /__mock/accounts/{account}/export. 409 for one that is terminated.
Outcome<Response> export_account(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
