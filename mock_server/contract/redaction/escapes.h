// Texts with their escapes resolved: those of URLs, such as "%2F", those of JSON, such as "\u002f".
// Each byte keeps its position in the text as it was.
//
// Functions and plain data; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

struct ResolvedText {
  std::string text;
  // For each byte of `text`, where its character begins in the original; at last its end.
  std::vector<std::size_t> positions;
};

// How the end of a text is to be read.
enum class TextEnd {
  whole,
  cut,  // an escape at the end may lack its rest, and is left out
};

// Resolves the escapes of either kind, once: "%252F" becomes "%2F". False if there are none;
// `out` is then unspecified.
bool resolve_escapes(std::string_view text, TextEnd end, ResolvedText& out);

// The same without positions; the text itself if it has none.
std::string with_escapes_resolved(std::string_view text);

// What a JSON string says; `text` is without its quotes. An escape that JSON does not have stays as
// it is.
std::string json_string_text(std::string_view text);

}  // namespace wavespeed_mock
