// Replaces one server's address by another's wherever a text names it.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// `text` with every `from` ("http://127.0.0.1:8787", no slash at the end) replaced. An address that
// only begins like it, such as the same host with a longer port or name, is left alone.
std::string with_base_url_swapped(std::string_view text, std::string_view from,
                                  std::string_view to);

}  // namespace wavespeed_mock
