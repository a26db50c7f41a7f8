// The load generator's reader of answers: what it reads does not depend on the pieces in which
// bytes come.
//
// The first line of an input says how many bytes each piece has, one letter for each, from "a" for
// one; they are repeated. The rest are the bytes of an answer, up to the end of the connection.
#include <algorithm>
#include <string>

#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "load_generator/answer_reader.h"

namespace wavespeed_mock::fuzz::load_answers {
namespace {

using load::AnswerReader;

// What came of the bytes, in one text. `next_size` gives the size of each piece.
template <class NextSize>
std::string read(std::string_view bytes, NextSize next_size) {
  AnswerReader reader;
  reader.begin(true);
  std::size_t taken = 0;
  while (!bytes.empty() && !reader.whole() && !reader.unreadable()) {
    const std::string_view piece = bytes.substr(0, next_size());
    const std::size_t size = reader.feed(piece);
    check(size <= piece.size(), "a reader takes no more than there is");
    const bool is_done = reader.whole() || reader.unreadable();
    check(is_done || size == piece.size(), "a reader that needs more takes all that there is");
    taken += size;
    bytes.remove_prefix(size);
  }
  if (!reader.whole() && !reader.unreadable()) reader.end();
  if (reader.unreadable()) return "unreadable";
  if (!reader.whole()) return "not whole";
  return std::to_string(reader.status()) + (reader.keeps_alive() ? " stays" : " closes") +
         " after " + std::to_string(taken) + ": " + reader.body();
}

void run(std::string_view input_bytes) {
  Input input(input_bytes);
  std::string_view cuts = input.line();
  const std::string_view bytes = input.rest();
  if (cuts.empty()) cuts = "a";
  std::size_t next = 0;
  const std::string pieces = read(bytes, [&] {
    const auto letter = static_cast<unsigned char>(cuts[next++ % cuts.size()]);
    return std::size_t{(letter - 'a') % 26U + 1U};
  });
  check_equal(pieces, read(bytes, [&] { return bytes.size(); }), "an answer is the same in pieces");
}

const Target target("load_answers", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::load_answers
