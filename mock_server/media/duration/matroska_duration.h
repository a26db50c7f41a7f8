// The duration of Matroska files (RFC 9559), of which WebM is one form.
#pragma once

#include <optional>
#include <string_view>

namespace wavespeed_mock {

bool is_matroska(std::string_view bytes);

// As the file says, or else, as for what a browser records: when its last block begins, plus how
// long that lasts if the block says so.
std::optional<double> matroska_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
