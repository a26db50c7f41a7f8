// Redaction: a secret that goes in never comes out, in a time that is linear in the text.
//
// The first line of an input is a number of repetitions (a power of two, 0 to 15), a part of the
// message (one of kParts), and the target of the request. The second is a header field, the rest a
// text of which the part consists. "{S}" is replaced by the secret, which is the key of the
// request, "{O}" by the key of another account.
#include <charconv>
#include <string>

#include "base/text/ascii.h"
#include "contract/document.h"
#include "contract/redaction/redaction.h"
#include "contract/transcript/transcript.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::redaction {
namespace {

constexpr std::string_view kSecret = "wsk0Q7Zp4Rn8Vt2Xy6Bd9Fh3";
constexpr std::string_view kOther = "Tg5cWu3sEo9qYi7aPf1dHv8x";
// What takes a time that is quadratic in it exceeds the time of an input, see run.py.
constexpr std::size_t kMaxText = 65'536;

std::string filled(std::string_view text, std::string_view place, std::string_view secret) {
  std::string out;
  for (;;) {
    const auto at = text.find(place);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    out.append(secret);
    text.remove_prefix(at + place.size());
  }
}

std::string filled(std::string_view text) {
  return filled(filled(text, "{S}", kSecret), "{O}", kOther);
}

// The text 2^n times, but no longer than kMaxText.
std::string repeated(std::string_view text, std::string_view power) {
  std::size_t n = 0;
  std::from_chars(power.data(), power.data() + power.size(), n);
  std::string out(text);
  for (; n > 0 && !out.empty() && out.size() * 2 <= kMaxText; --n) out += out;
  return out;
}

struct Part {
  std::string_view name;
  void (*set)(RecordedExchange& exchange, std::string text);
};

constexpr Part kParts[] = {
    {"request", [](RecordedExchange& to, std::string text) { to.request.body = std::move(text); }},
    {"answer", [](RecordedExchange& to, std::string text) { to.response.body = std::move(text); }},
    {"query",
     [](RecordedExchange& to, std::string text) { to.request.target += '?' + std::move(text); }},
    {"field", [](RecordedExchange& to,
                 std::string text) { to.response.headers.add("X-Any", std::move(text)); }},
    {"authorization",
     [](RecordedExchange& to, std::string text) {
       to.request.headers.add("Authorization", std::move(text));
     }},
};

void run(std::string_view bytes) {
  // The input could contain a part of it by chance.
  constexpr std::size_t kPart = 8;
  if (bytes.find(kSecret.substr(0, kPart)) != std::string_view::npos ||
      bytes.find(kOther.substr(0, kPart)) != std::string_view::npos) {
    return;
  }
  Input input(bytes);
  const std::string_view power = input.word();
  const std::string_view part_name = input.word();
  RecordedExchange exchange;
  exchange.request.method = "POST";
  exchange.request.target = filled(input.line());
  const std::string field = filled(input.line());
  const std::string text = repeated(filled(input.rest()), power);
  const auto colon = std::min(field.find(':'), field.size());
  exchange.request.headers = {{"Authorization", "Bearer " + std::string(kSecret)},
                              {"Content-Type", "application/json"}};
  exchange.response.headers = {{"Content-Type", "application/json"}};
  exchange.response.headers.add(
      field.substr(0, colon),
      std::string(trimmed(std::string_view(field).substr(std::min(colon + 1, field.size())))));
  for (const Part& part : kParts) {
    if (part.name == part_name) part.set(exchange, text);
  }

  const auto check_text = [](std::string_view what, const std::string& shown) {
    check(shown.find(kSecret) == std::string::npos, what, shown);
    check(shown.find(kOther) == std::string::npos, what, shown);
  };
  Redaction quoting(ContractDocument::builtin());
  quoting.learn_key(kOther);
  quoting.learn_quoted(exchange.request);
  check_text("a secret never comes out of a text that is quoted", quoting.redacted(text));
  Redaction redaction(ContractDocument::builtin());
  redaction.learn_key(kOther);
  check_text("a secret never comes out", to_line(redaction.redacted(std::move(exchange))));
  check_text("a secret never comes out of a text", redaction.redacted(text));
}

const Target target("redaction", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::redaction
