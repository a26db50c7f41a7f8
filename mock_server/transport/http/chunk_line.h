// The line before each chunk of a body: the chunk's size, which extensions may follow (RFC 9112,
// section 7.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wavespeed_mock::transport {

// The size; `line` is without its CRLF. Nullopt when it does not begin with 1 to 16 hexadecimal
// digits, or when what follows them is neither blank nor a list of extensions.
std::optional<std::uint64_t> read_chunk_size(std::string_view line);

}  // namespace wavespeed_mock::transport
