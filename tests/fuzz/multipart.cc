// Forms: the parts are pieces of the body, and a form that is written from them is read as the same
// parts.
//
// The first line of an input is the Content-Type, the rest is the body.
#include "base/http/multipart.h"

#include <algorithm>
#include <functional>
#include <string>

#include "fuzz/support/input.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::multipart {
namespace {

constexpr std::string_view kBoundary = "--~our-own-boundary~";

bool lies_in(std::string_view part, std::string_view whole) {
  return !std::less<>()(part.data(), whole.data()) &&
         !std::less<>()(whole.data() + whole.size(), part.data() + part.size());
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string written(const std::vector<MultipartPart>& parts) {
  std::string body;
  for (const MultipartPart& part : parts) {
    body.append("--").append(kBoundary).append("\r\n");
    body += "Content-Disposition: form-data; name=" + in_quotes(part.name);
    if (part.filename) body += "; filename=" + in_quotes(*part.filename);
    body += "\r\n";
    if (!part.content_type.empty()) body += "Content-Type: " + part.content_type + "\r\n";
    body.append("\r\n").append(part.content).append("\r\n");
  }
  return body.append("--").append(kBoundary).append("--\r\n");
}

// What a name in quotes cannot hold.
bool has_line_end(const MultipartPart& part) {
  return (part.name + part.filename.value_or("")).find("\r\n") != std::string::npos;
}

void run(std::string_view bytes) {
  Input input(bytes);
  const std::string content_type(input.line());
  const std::string_view body = input.rest();
  const auto parts = read_multipart(content_type, body);
  if (!parts) {
    check(parts.error().http == 400, "a form that cannot be read is a 400");
    check(!parts.error().message.empty(), "an error says what is wrong");
    return;
  }
  for (const MultipartPart& part : *parts) {
    check(lies_in(part.content, body), "a part is a piece of the body", part.name);
  }
  if (body.find(kBoundary) != std::string_view::npos) return;
  if (std::any_of(parts->begin(), parts->end(), has_line_end)) return;
  const std::string copy = written(*parts);
  const auto again =
      read_multipart("multipart/form-data; boundary=\"" + std::string(kBoundary) + '"', copy);
  check(static_cast<bool>(again), "what is written can be read", copy);
  check(again->size() == parts->size(), "every part is read again", copy);
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const MultipartPart& is = (*again)[i];
    const MultipartPart& expected = (*parts)[i];
    check_equal(is.name, expected.name, "the name of a part is read again");
    check(is.filename == expected.filename, "the filename of a part is read again", copy);
    check_equal(is.content_type, expected.content_type, "the type of a part is read again");
    check_equal(is.content, expected.content, "the content of a part is read again");
  }
}

const Target target("multipart", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::multipart
