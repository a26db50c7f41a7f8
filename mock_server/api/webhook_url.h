// Where a submission wants the end of its task announced.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/value/api_error.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// The URL of `?webhook=`, else of the body's field `webhook_url`; "" when there is none. The
// query's may be escaped; if it is not, all that follows belongs to it. 400 for a URL that is
// not http or https, and for a private address unless `allow_private`. Names are not looked up.
Outcome<std::string> webhook_url_of(const Request& request, const nlohmann::json& inputs,
                                    bool allow_private);

}  // namespace wavespeed_mock
