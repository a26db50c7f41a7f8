// One line of an answer: whether it is well-formed, else what is wrong with it, in words.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

// The first line of `bytes`, without its line end; all of them if they have none.
std::string_view first_line(std::string_view bytes);

// "HTTP/1.1 200 OK", version 1.0 or 1.1. The reason may be missing with the space before it, as
// some servers have it.
bool is_status_line(std::string_view line);

// Why a header field, or a line that should be one, cannot be read after the fields `before` it.
// Quotes no values, which may be secret, except those that say how long the body is.
std::string problem_of_field(std::string_view line, const Headers& before);

// Why `bytes`, which begin after the data of the chunk before, if there is one, are not the next
// chunk.
std::string problem_of_chunk(std::string_view bytes, bool has_chunk_before);

}  // namespace wavespeed_mock::transport
