// Writing JSON text straight into a string, for answers whose shape is known and that are polled
// often; nlohmann/json writes everything else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// `text` in quotes, escaped. Bytes that are not UTF-8 come out as U+FFFD, so that the result is
// always valid JSON.
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, std::int64_t number);

}  // namespace wavespeed_mock
