// The header fields of answers that faults replace.
#pragma once

#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Afterwards this is the only field of that name, where the first one of that name was, or last.
void set_header(Headers& headers, std::string_view name, const std::string& value);

// Why `value`, that of a fault's field, cannot be the value of a header field; "" if it can.
std::string header_value_problem(std::string_view field, std::string_view value);

}  // namespace wavespeed_mock
