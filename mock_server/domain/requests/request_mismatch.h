// Why a request does not match a condition, in words.
//
// Functions only; may be called from several threads. The texts may contain secrets that the client
// sent.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/requests/request_view.h"
#include "wavespeed_mock/request_match.h"

namespace wavespeed_mock {

// Each returns "" if the condition holds.
std::string fault_mismatch(const std::vector<std::string>& wanted, const RequestTrace& trace);
std::string header_mismatch(const HeaderMatch& wanted, const Headers& headers);
std::string prompt_mismatch(const std::string& wanted, ParsedBody& body);
std::string body_mismatch(const nlohmann::json& wanted, ParsedBody& body);

// A text as messages quote it.
std::string in_quotes(std::string_view text);

// "route is \"result\", not \"submit\"": for the condition `name`, which does not hold.
std::string value_mismatch(std::string_view name, std::string_view value,
                           const std::vector<std::string>& wanted);

}  // namespace wavespeed_mock
