#include "contract/redaction/form_pieces.h"

#include <algorithm>
#include <string>

#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadEnd = "\r\n\r\n";
// RFC 2046 allows 70 characters. A body that begins with a longer line is not a form; the limit
// keeps the search for the boundary fast.
constexpr std::size_t kLongestBoundary = 200;

// The value of a parameter such as "name" of the Content-Disposition in a head; empty if it is not
// there. In quotes or not, and in any case.
std::string_view parameter(std::string_view head, std::string_view name) {
  for (std::size_t i = 1; i + name.size() < head.size(); ++i) {
    const char before = head[i - 1];
    if (before != ';' && before != ' ' && before != '\t') continue;
    if (head[i + name.size()] != '=') continue;
    if (!equal_ignoring_case(head.substr(i, name.size()), name)) continue;
    std::string_view value = head.substr(i + name.size() + 1);
    if (value.starts_with('"')) {
      value.remove_prefix(1);
      return value.substr(0, value.find('"'));
    }
    return value.substr(0, value.find_first_of("; \t\r\n"));
  }
  return {};
}

FormPiece piece_of(std::string_view text) {
  const std::size_t end = std::min(text.find(kHeadEnd), text.size());
  const std::size_t content = std::min(end + kHeadEnd.size(), text.size());
  const std::string_view head = text.substr(0, content);
  const bool is_file =
      !parameter(head, "filename").empty() || !parameter(head, "filename*").empty();
  return {head, text.substr(content), parameter(head, "name"), is_file};
}

}  // namespace

std::vector<FormPiece> form_pieces(std::string_view body) {
  // Some clients send an empty line first.
  const std::size_t begin = body.starts_with(kLineEnd) ? kLineEnd.size() : 0;
  const std::string_view boundary =
      trimmed(body.substr(begin, std::min(body.find(kLineEnd, begin), body.size()) - begin));
  if (!boundary.starts_with("--") || boundary.size() < 3) return {};
  if (boundary.size() > kLongestBoundary) return {};
  const std::string delimiter = std::string(kLineEnd) + std::string(boundary);
  std::vector<FormPiece> pieces;
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t next = std::min(body.find(delimiter, at + 1), body.size());
    pieces.push_back(piece_of(body.substr(at, next - at)));
    at = next;
  }
  return pieces;
}

}  // namespace wavespeed_mock
