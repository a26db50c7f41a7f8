#include "contract/redaction/query_redaction.h"

#include <algorithm>

#include "base/http/percent_encoding.h"
#include "contract/redaction/secret_names.h"
#include "contract/redaction/secret_patterns.h"

namespace wavespeed_mock {
namespace {

struct QueryField {
  std::string_view text;  // all of it, as it is written
  std::string_view name;  // as it is written, with its "="; empty for a field without one
  bool is_secret = false;
  // It is, and not a plain word that other texts may have, as in "session=default".
  bool is_noted = false;
  std::string value{};  // what it says
  TextEnd end = TextEnd::whole;
};

// Calls `take` with each field, and whether it is the last one. In a URL also short names, such as
// "sig", denote secrets.
template <class Take>
void for_each_field(std::string_view query, const std::set<std::string>& sensitive, bool in_url,
                    TextEnd end, Take take) {
  while (!query.empty()) {
    QueryField field{.text = query.substr(0, query.find('&')), .name = {}};
    query.remove_prefix(std::min(field.text.size() + 1, query.size()));
    if (query.empty()) field.end = end;
    const std::size_t equals = field.text.find('=');
    if (equals != std::string_view::npos) {
      field.name = field.text.substr(0, equals + 1);
      const std::string name = query_decoded(field.text.substr(0, equals));
      field.value = query_decoded(field.text.substr(equals + 1));
      field.is_secret = sensitive.contains(name) ||
                        (in_url ? is_secret_parameter(name) : names_secret(name, field.value));
      field.is_noted = sensitive.contains(name) || is_secret_name(name) ||
                       (field.is_secret && looks_like_secret(field.value));
    }
    take(field, query.empty());
  }
}

// After the "?"; the end of the target when it has none.
std::size_t query_begin(std::string_view target) {
  const std::size_t question = target.find('?');
  return question == std::string_view::npos ? target.size() : question + 1;
}

void note_fields(SecretText& secrets, std::string_view query,
                 const std::set<std::string>& sensitive, bool in_url, TextEnd end) {
  for_each_field(query, sensitive, in_url, end, [&](const QueryField& field, bool) {
    if (field.is_noted) {
      secrets.note("secret", field.value, field.end);
    } else if (!field.is_secret) {
      secrets.note_named(field.text);
    }
  });
}

std::string redacted_fields(SecretText& secrets, std::string_view query,
                            const std::set<std::string>& sensitive, bool in_url, TextEnd end) {
  std::string out;
  for_each_field(query, sensitive, in_url, end, [&](const QueryField& field, bool is_last) {
    if (field.is_secret) {
      out += secrets.without_learned(field.name);
      out += secrets.placeholder_for("secret", field.value, true);
    } else {
      out += secrets.redacted(field.text, field.end);
    }
    if (!is_last) out += '&';
  });
  // An empty field at the end, of which `take` is not told.
  if (query.ends_with('&')) out += '&';
  return out;
}

}  // namespace

void note_target(SecretText& secrets, std::string_view target,
                 const std::set<std::string>& sensitive, TextEnd end) {
  const std::size_t begin = query_begin(target);
  secrets.note_named(target.substr(0, begin));
  note_fields(secrets, target.substr(begin), sensitive, true, end);
}

void note_form(SecretText& secrets, std::string_view form, TextEnd end) {
  note_fields(secrets, form, {}, false, end);
}

std::string redacted_target(SecretText& secrets, std::string_view target,
                            const std::set<std::string>& sensitive, TextEnd end) {
  const std::size_t begin = query_begin(target);
  const TextEnd end_of_path = begin == target.size() ? end : TextEnd::whole;
  return secrets.redacted(target.substr(0, begin), end_of_path) +
         redacted_fields(secrets, target.substr(begin), sensitive, true, end);
}

std::string redacted_form(SecretText& secrets, std::string_view form, TextEnd end) {
  return redacted_fields(secrets, form, {}, false, end);
}

}  // namespace wavespeed_mock
