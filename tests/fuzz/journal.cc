// The journal and the client report: what they show never holds a part of a client's key, of the
// client that asks or of another one, however bodies are cut; and any question has an answer.
//
// An input is a program (support/program.h) in which "{K}" is replaced by the key of its requests,
// "{O}" by that of another account; the questions about what it did follow it.
#include <string>

#include "fuzz/support/program.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::journal {
namespace {

struct Key {
  std::string_view place;
  std::string_view text;
};
constexpr Key kKey{"{K}", "wsk0Q7Zp4Rn8Vt2Xy6Bd9Fh3Jk5Lm1Nc"};
constexpr Key kOther{"{O}", "Tg5cWu3sEo9qYi7aPf1dHv8xMz2bLj6r"};
// As much of one as no client may see. Shorter parts appear in ordinary text by chance.
constexpr std::size_t kPart = 8;

std::string filled(std::string_view text, const Key& key) {
  std::string out;
  for (;;) {
    const auto at = text.find(key.place);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    out.append(key.text);
    text.remove_prefix(at + key.place.size());
  }
}

bool holds_part_of_key(std::string_view text) {
  for (const Key& key : {kKey, kOther}) {
    for (std::size_t i = 0; i + kPart <= key.text.size(); ++i) {
      if (text.find(key.text.substr(i, kPart)) != std::string_view::npos) return true;
    }
  }
  return false;
}

// Opens an account.
std::string greeting(const Key& key) {
  return "as " + std::string(key.text) + "\nGET /api/v3/balance\n";
}

void run(std::string_view bytes) {
  // What a client writes without being a key may be shown.
  if (holds_part_of_key(bytes)) return;
  static FuzzedMock mock(Options{
      .seed = 7, .strict = true, .journal = 16, .journal_body = 96, .control = Control::on});
  mock.start_again();
  std::string program = greeting(kOther);
  // Until its account is open, only the key's own requests are known to hold a key.
  const bool has_other_clients =
      bytes.starts_with("as") || bytes.find("\nas") != std::string_view::npos;
  if (has_other_clients) program += greeting(kKey);
  program += "as " + std::string(kKey.text) + '\n' + filled(filled(bytes, kKey), kOther);
  constexpr std::size_t kSteps = 20;
  run_program(mock, program, {.steps = kSteps});
  for (const std::string_view key : {kKey.text, kOther.text, std::string_view()}) {
    for (const char* const question :
         {"/__mock/journal?all=true", "/__mock/journal", "/__mock/journal/count",
          "/__mock/client-report", "/__mock/client-report?format=text", "/__mock/webhooks",
          "/__mock/metrics"}) {
      const Response response = mock.answer_to(request_with_key(key, "GET", question));
      check(!holds_part_of_key(response.body), "no part of a key is shown", response.body);
    }
  }
}

const Target target("journal", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::journal
