// The name of a request, which its answer carries in `X-Mock-Request`: "5f3a09c2-17", the tag of
// the account and the number of the request within it.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

struct RequestId {
  std::string_view tag;  // a view into the text it was read from
  std::uint64_t number = 0;
};

std::string request_id(std::string_view tag, std::uint64_t number);

// Nullopt for a text that is not such a name.
std::optional<RequestId> parse_request_id(std::string_view text);

}  // namespace wavespeed_mock
