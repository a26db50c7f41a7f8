// A field of an answer that a fault writes anew.
#pragma once

#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// The only field of that name, in the place of the first there was.
void set_header(Headers& headers, std::string_view name, const std::string& value);

}  // namespace wavespeed_mock
