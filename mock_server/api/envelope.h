// The envelope around every JSON answer: {"code", "message", "data"}.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// HTTP 200, {"code":200,"message":"success","data":…}.
Response success(const nlohmann::ordered_json& data);

// For answers that write their JSON by hand: the text before the data and after it.
inline constexpr std::string_view kSuccessHead = R"({"code":200,"message":"success","data":)";
inline constexpr std::string_view kSuccessTail = "}";
// HTTP 200 with a finished body.
Response json_response(std::string body);

// The answer with what the mock decided that the service would not say, in X-Mock-Reason; "" for
// nothing.
Response with_reason(Response response, std::string_view reason);

// The error's status and envelope, with Retry-After, Allow and X-Mock-Reason where the error has
// them. An answer to a GET or HEAD repeats the message as "error", which one client reads there; a
// 401 has "data": null.
Response failure(const ApiError& error, std::string_view method);

}  // namespace wavespeed_mock
