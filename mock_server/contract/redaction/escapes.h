// Texts with their escapes resolved: those of URLs, such as "%2F", those of JSON, such as
// "\u002f". Both in one pass, because it is not known which of them a text has. All else stays as
// it is. Each byte is told with its position in the original text, so that what is found in a
// resolved text can be replaced in the original. The time is linear in the text.
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
  // For each byte of `text`, where its character or escape begins in the original; then, as one
  // element more, the size of the original.
  std::vector<std::size_t> positions;
};

// How the end of a text is to be read.
enum class TextEnd {
  whole,
  cut,  // an escape at the end may lack its rest, and is left out
};

// Resolves the escapes of either kind, once: "%252F" becomes "%2F". False if there are none; the
// content of `out` is then unspecified.
bool resolve_escapes(std::string_view text, TextEnd end, ResolvedText& out);

// The same without positions; the text itself if it has no escapes.
std::string with_escapes_resolved(std::string_view text);

// The text of a JSON string, of which `text` is all between the quotes. An escape that JSON does
// not have stays as it is.
std::string json_string_text(std::string_view text);

}  // namespace wavespeed_mock
