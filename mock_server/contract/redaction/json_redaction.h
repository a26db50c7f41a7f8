// Redaction of JSON text, token by token: a value is secret by the name of its member, by what the
// contract marks, or within another secret value. All else keeps its bytes: white space, the forms
// of numbers and escapes. What begins as JSON and is cut or broken later is read as JSON up to
// there, and as text from there on. Takes any depth without recursion; the time is linear in the
// text.
//
// Owned by a Redaction, under its lock.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/json_tokens.h"
#include "contract/document.h"
#include "contract/redaction/secret_text.h"
#include "contract/schema_location.h"

namespace wavespeed_mock {

// Whether a text begins as a JSON object or array does, after blanks and a byte order mark.
bool begins_as_json(std::string_view text);

class JsonRedaction {
 public:
  // `schema` is the JSON pointer of what describes the value in the document; "" for nothing. Keeps
  // references to the others.
  JsonRedaction(SecretText& secrets, const ContractDocument& document, std::string schema,
                std::string_view text, TextEnd end);

  // Notes the secrets in it.
  void note();
  // Only as far as parse_json() would take it: to what is not JSON, or is nested too deep.
  void note_parsed();

  // The text without secrets; all else as it was.
  std::string redacted();

 private:
  // What is known of a value before it is read.
  struct Place {
    std::string schema{};
    std::string ambiguous{};     // its name, where only some values are secret under it
    bool named = false;          // by a name that denotes a secret
    bool marked = false;         // by the contract, or within what is secret
    bool secret_number = false;  // also a number is one
    bool is_secret() const { return named || marked; }
    bool is_secret(std::string_view text) const;
  };
  // An object or array that is open. Small, because a text may be nothing but brackets.
  struct Level {
    bool is_object = false;
    bool is_secret = false;
    bool secret_number = false;
  };
  // What the contract says of one.
  struct Description {
    SchemaBelow schema_below;
    std::optional<Place> items{};  // of an array: all are alike
  };

  // Calls `handle` with each token; `place_` is then that of the value that the token is or opens.
  // Returns the last token, an end or an error; where it is nested deeper than that, the token
  // that does so.
  template <class Handle>
  JsonToken walk(Handle handle, std::size_t max_levels = std::string_view::npos);
  void open(bool is_object);
  void close();
  Place place_of_item();
  Place place_below(const std::string& segment) const;
  std::string_view raw(const JsonToken& token) const;
  // Without the quotes.
  std::string text_of(const JsonToken& token) const;
  // Where the JSON ends early at `error`: the rest as the patterns of text read it, from the name
  // of the value on, because they know a secret by its name.
  std::string broken_rest(const JsonToken& error) const;
  // Where the name of the next value ends.
  std::size_t key_end() const;
  // Whether the rest is a value that opens a quote and does not close it.
  bool is_string_without_end(const JsonToken& error) const;

  void note_token(const JsonToken& token);
  void note_string(const std::string& text, TextEnd end);
  std::string redacted_string(const std::string& text, TextEnd end);
  std::string redacted_number(std::string_view number);

  SecretText& secrets_;
  const ContractDocument& document_;
  const std::string schema_;
  const std::string_view text_;
  const TextEnd end_;
  std::vector<Level> levels_;
  std::vector<Description> descriptions_;  // of the outermost levels, at most kMaxJsonDepth
  Place place_;
  std::optional<std::size_t> key_;  // where the name of the next value begins; none in an array
};

}  // namespace wavespeed_mock
