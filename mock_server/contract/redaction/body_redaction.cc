#include "contract/redaction/body_redaction.h"

#include "base/http/media_type.h"
#include "base/text/ascii.h"
#include "contract/redaction/form_pieces.h"
#include "contract/redaction/json_redaction.h"
#include "contract/redaction/query_redaction.h"
#include "contract/redaction/secret_names.h"
#include "contract/transcript/transcript.h"

namespace wavespeed_mock {
namespace {

enum class Form { parts, query, json, text, bytes };

Form form_of(const BodyText& text) {
  const std::string type = media_type(text.headers);
  if (type.starts_with("multipart/") && !form_pieces(text.body).empty()) return Form::parts;
  // Clients do not always say that it is JSON.
  const bool is_utf8 = is_text(text.body);
  if (begins_as_json(text.body) && (is_utf8 || is_json_structure(text.body))) return Form::json;
  // These may be in another encoding, or have a stray byte.
  if (type == "application/x-www-form-urlencoded") return Form::query;
  return is_utf8 || type.starts_with("text/") ? Form::text : Form::bytes;
}

// Whether the content of a field is secret by the field's name. Files are not: their names say
// nothing about them.
bool is_secret(const FormPiece& piece) {
  return !piece.is_file && names_secret(piece.name, trimmed(piece.content));
}

// How a piece ends: only the last one of a body that is cut may have lost its end.
TextEnd end_of(const BodyText& text, const FormPiece& piece) {
  const bool is_last =
      &text.body.back() == (piece.content.empty() ? &piece.head.back() : &piece.content.back());
  return is_last ? text.end : TextEnd::whole;
}

// A field as a body of its own: it may be JSON.
BodyText field_of(const BodyText& text, const FormPiece& piece) {
  static const Headers kNone;
  static const std::string kNoSchema;
  return {piece.content, kNone, kNoSchema, end_of(text, piece)};
}

void note_parts(SecretText& secrets, const ContractDocument& document, const BodyText& text) {
  for (const FormPiece& piece : form_pieces(text.body)) {
    secrets.note_named(piece.head);
    if (is_secret(piece)) {
      secrets.note("secret", piece.content, end_of(text, piece));
    } else if (!piece.is_file) {
      note_body(secrets, document, field_of(text, piece));
    }
  }
}

std::string redacted_parts(SecretText& secrets, const ContractDocument& document,
                           const BodyText& text) {
  std::string out;
  for (const FormPiece& piece : form_pieces(text.body)) {
    const TextEnd end = end_of(text, piece);
    out += secrets.redacted(piece.head, piece.content.empty() ? end : TextEnd::whole);
    if (is_secret(piece)) {
      out += secrets.placeholder_for("secret", std::string(piece.content));
    } else if (piece.is_file) {
      out += secrets.without_learned(piece.content, end);
    } else {
      out += redacted_body(secrets, document, field_of(text, piece));
    }
  }
  return out;
}

}  // namespace

void note_body(SecretText& secrets, const ContractDocument& document, const BodyText& text) {
  if (text.body.empty()) return;
  switch (form_of(text)) {
    case Form::parts:
      return note_parts(secrets, document, text);
    case Form::query:
      return note_form(secrets, text.body, text.end);
    case Form::json:
      return JsonRedaction(secrets, document, text.schema, text.body, text.end).note();
    case Form::text:
      return secrets.note_named(text.body);
    case Form::bytes:
      return;
  }
}

std::string redacted_body(SecretText& secrets, const ContractDocument& document,
                          const BodyText& text) {
  if (text.body.empty()) return "";
  switch (form_of(text)) {
    case Form::parts:
      return redacted_parts(secrets, document, text);
    case Form::query:
      return redacted_form(secrets, text.body, text.end);
    case Form::json:
      return JsonRedaction(secrets, document, text.schema, text.body, text.end).redacted();
    case Form::text:
      return secrets.redacted(text.body, text.end);
    case Form::bytes:
      return secrets.without_learned(text.body, text.end);
  }
  return "";
}

}  // namespace wavespeed_mock
