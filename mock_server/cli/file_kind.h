// The kinds of files that the mock reads; the content of a file tells its kind.
//
// Functions without state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::cli {

enum class FileKind : std::uint8_t { config, fixture, scenario, contract_case, transcript };

std::string_view kind_name(FileKind kind);  // "contract-case"

// "config", "fixture", …, in the order of the enumeration.
std::vector<std::string> file_kind_names();

// The kind of a file with this text. A transcript has the field "wavespeed_mock_transcript" in its
// first line, and contract cases have the field "cases"; "$schema" may name the schema of
// `wavespeed-mock schema`; else it is the kind that knows most of the fields. Throws ConfigError
// for a text that is not a JSON object, or whose fields no kind knows; `where` names the file.
FileKind kind_of_text(std::string_view text, const std::string& where);

}  // namespace wavespeed_mock::cli
