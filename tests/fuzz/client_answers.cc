// The HTTP client's reader of answers: what it reads does not depend on the pieces in which bytes
// come, is no more than its limits allow, and has only bytes that HTTP allows.
//
// The first line of an input says how many bytes each piece has, one letter for each, from "a" for
// one; they are repeated. "A" to "Z" mean the same, for the answer to a HEAD where the first letter
// is one. The rest are the bytes of an answer, up to the end of the connection.
#include <algorithm>
#include <string>

#include "base/http/field_bytes.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "transport/client/answer_parser.h"

namespace wavespeed_mock::fuzz::client_answers {
namespace {

using transport::AnswerParser;

constexpr std::size_t kMaxBody = 4'096;

// What came of the bytes, in one text. `next_size` gives the size of each piece.
template <class NextSize>
std::string read(std::string_view bytes, bool to_head, bool cuts, NextSize next_size) {
  AnswerParser parser(to_head, {.max = kMaxBody, .cuts = cuts});
  while (!bytes.empty() && !parser.is_done()) {
    const std::size_t size = std::min<std::size_t>(next_size(), bytes.size());
    parser.take(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  if (!parser.is_done()) parser.end();
  check(parser.is_done(), "nothing is awaited after the end of the connection");
  if (!parser.problem().empty()) return parser.problem();

  const Response answer = parser.take_answer();
  check(answer.status >= 200 && answer.status <= 999, "a status is that of a final answer");
  check(answer.body.size() <= kMaxBody, "a body is no longer than the limit");
  check(!to_head || answer.body.empty(), "an answer to a HEAD has no body");
  std::string text = std::to_string(answer.status) + '\n';
  for (const Header& field : answer.headers) {
    check(is_field_name(field.name), "a name is a token", field.name);
    check(is_all_for(field.value, kInField), "a value has no control characters", field.value);
    text += field.name + ": " + field.value + '\n';
  }
  return text + '\n' + answer.body;
}

void run(std::string_view input_bytes) {
  Input input(input_bytes);
  std::string_view cuts = input.line();
  const std::string_view bytes = input.rest();
  if (cuts.empty()) cuts = "a";
  const bool to_head = cuts[0] >= 'A' && cuts[0] <= 'Z';
  for (const bool cuts_body : {false, true}) {
    std::size_t next = 0;
    const std::string pieces = read(bytes, to_head, cuts_body, [&] {
      const auto letter = static_cast<unsigned char>(cuts[next++ % cuts.size()]);
      return std::size_t{(letter - 'A') % 32U % 26U + 1U};
    });
    const std::string whole = read(bytes, to_head, cuts_body, [&] { return bytes.size(); });
    check_equal(pieces, whole, "an answer is the same in pieces");
  }
}

const Target target("client_answers", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::client_answers
