#include "contract/redaction/authorization.h"

#include <optional>
#include <string>

#include "base/text/ascii.h"
#include "base/text/base64.h"

namespace wavespeed_mock {

Authorization::Authorization(std::string_view value) {
  value = trimmed(value);
  const std::size_t space = value.find(' ');
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  scheme = value.substr(0, begin);
  key = trimmed(value.substr(begin));
}

void note_authorization(SecretText& secrets, std::string_view value, TextEnd end,
                        std::string_view known) {
  const Authorization authorization(value);
  if (authorization.key == known) return;
  secrets.note("key", authorization.key, end);
  // The mock takes the last word for the key.
  const std::size_t space = authorization.key.rfind(' ');
  if (space != std::string_view::npos) {
    secrets.note("key", authorization.key.substr(space + 1), end);
  }
  if (!equal_ignoring_case(trimmed(authorization.scheme), "Basic")) return;
  constexpr std::size_t kGroup = 4;
  std::string encoded(authorization.key);
  while (encoded.size() % kGroup != 0) encoded += '=';  // some clients leave it out
  const auto user = from_base64(encoded);
  const std::size_t colon = user ? user->find(':') : std::string::npos;
  if (colon != std::string::npos) secrets.note("secret", std::string_view(*user).substr(colon + 1));
}

}  // namespace wavespeed_mock
