// The journal: what it shows never holds a part of a client's key, however its bodies are cut, and
// any question about it has an answer.
//
// An input is a program (support/program.h) in which "{K}" is replaced by the key; the questions
// about what it did follow it.
#include <string>

#include "fuzz/support/program.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::journal {
namespace {

constexpr std::string_view kKey = "wsk0Q7Zp4Rn8Vt2Xy6Bd9Fh3Jk5Lm1Nc";
// As much of it as no client may see. Shorter parts appear in ordinary text by chance.
constexpr std::size_t kPart = 8;

std::string filled(std::string_view text) {
  constexpr std::string_view kPlace = "{K}";
  std::string out;
  for (;;) {
    const auto at = text.find(kPlace);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    out.append(kKey);
    text.remove_prefix(at + kPlace.size());
  }
}

bool holds_part_of_key(std::string_view text) {
  for (std::size_t i = 0; i + kPart <= kKey.size(); ++i) {
    if (text.find(kKey.substr(i, kPart)) != std::string_view::npos) return true;
  }
  return false;
}

void run(std::string_view bytes) {
  // What a client writes without being its key may be shown.
  if (holds_part_of_key(bytes)) return;
  static FuzzedMock mock(
      Options{.seed = 7, .journal = 16, .journal_body = 96, .control = Control::on});
  mock.start_again();
  run_program(mock, "as " + std::string(kKey) + '\n' + filled(bytes));
  for (const char* const question :
       {"/__mock/journal?all=true", "/__mock/journal", "/__mock/journal/count",
        "/__mock/client-report", "/__mock/metrics"}) {
    const Response response = mock.answer_to(request_with_key(kKey, "GET", question));
    check(!holds_part_of_key(response.body), "no part of a key is shown", response.body);
  }
}

const Target target("journal", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::journal
