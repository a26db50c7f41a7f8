// Multipart bodies taken apart as far as they go, for texts that may be cut or malformed: the
// boundary is what the body begins with, and nothing is refused. The time is linear in the body.
// What a request means is decided by base/http/multipart.h.
//
// Functions and plain data; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace wavespeed_mock {

// Views of the body. Heads and contents of all pieces, in their order, are the body.
struct FormPiece {
  std::string_view head;     // from the boundary to the empty line before the content
  std::string_view content;  // empty if the head does not end
  std::string_view name{};   // of the field; empty if the head does not tell one
  bool is_file = false;
};

// Empty if the body does not begin with a boundary.
std::vector<FormPiece> form_pieces(std::string_view body);

}  // namespace wavespeed_mock
