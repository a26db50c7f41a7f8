// Replaces a header field of an answer.
#pragma once

#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Afterwards this is the only field of that name, where the first one of that name was, or last.
void set_header(Headers& headers, std::string_view name, const std::string& value);

}  // namespace wavespeed_mock
