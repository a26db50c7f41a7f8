#include "contract/redaction/header_redaction.h"

#include <string>
#include <utility>

#include "base/text/ascii.h"
#include "contract/redaction/authorization.h"
#include "contract/redaction/secret_names.h"
#include "contract/redaction/secret_patterns.h"

namespace wavespeed_mock {
namespace {

// Calls `part` with each part of `text` between separators, blanks around it left out.
template <class Part>
void for_each_part(std::string_view text, char separator, Part part) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    part(trimmed(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

bool is_authorization(const Header& field) {
  return equal_ignoring_case(field.name, "Authorization");
}

void note_cookie(SecretText& secrets, std::string_view pair, TextEnd end) {
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view value = pair.substr(equals + 1);
  // A plain word is not a secret: "theme=darker".
  if (looks_like_secret(value)) secrets.note("secret", value, end);
}

void note_cookies(SecretText& secrets, std::string_view value, TextEnd end) {
  for_each_part(value, ';', [&](std::string_view pair) {
    const bool is_last = pair.data() + pair.size() == value.data() + value.size();
    note_cookie(secrets, pair, is_last ? end : TextEnd::whole);
  });
}

}  // namespace

void note_headers(SecretText& secrets, const Headers& headers, const FieldEnds& ends) {
  for (const Header& field : headers) {
    if (is_authorization(field)) {
      note_authorization(secrets, field.value, ends.of(field.value));
    } else if (equal_ignoring_case(field.name, "Cookie")) {
      note_cookies(secrets, field.value, ends.of(field.value));
    } else if (equal_ignoring_case(field.name, "Set-Cookie")) {
      // "name=value; Path=/; …": the attributes are not secret.
      const std::string_view cookie =
          std::string_view(field.value).substr(0, field.value.find(';'));
      note_cookie(secrets, trimmed(cookie), ends.of(cookie));
    } else if (is_secret_header(field.name)) {
      // A plain word is not looked for elsewhere: "X-Session: default".
      if (!is_secret_name(field.name) && !looks_like_secret(field.value)) continue;
      secrets.note("secret", trimmed(field.value), ends.of(field.value));
      // "Proxy-Authorization: Basic …", "X-Auth: Bearer …".
      note_like_authorization(secrets, field.value, ends.of(field.value));
    } else if (!is_address_header(field.name)) {
      secrets.note_named(field.value);
    }
  }
}

Headers redacted_headers(SecretText& secrets, const Headers& headers, const FieldEnds& ends) {
  Headers kept;
  for (const Header& field : headers) {
    if (is_authorization(field)) {
      const Authorization authorization(field.value);
      kept.add(field.name, std::string(authorization.scheme) +
                               secrets.placeholder_for("key", std::string(authorization.key)));
    } else if (is_secret_header(field.name)) {
      continue;
    } else if (is_address_header(field.name)) {
      std::string addresses;
      for_each_part(field.value, ',', [&](std::string_view address) {
        if (!addresses.empty()) addresses += ", ";
        addresses += secrets.placeholder_for("address", std::string(address));
      });
      kept.add(field.name, std::move(addresses));
    } else {
      kept.add(secrets.without_learned(field.name),
               secrets.redacted(field.value, ends.of(field.value)));
    }
  }
  return kept;
}

}  // namespace wavespeed_mock
