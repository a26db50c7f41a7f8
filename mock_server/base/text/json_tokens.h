// JSON text taken apart into its tokens, as far as it is JSON: for text that must be kept as it was
// sent, of which only some values change. Takes any depth without recursion; keeps the order of
// members and all members of the same name.
//
// Owned by one caller; keeps a view of the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

struct JsonToken {
  enum class Kind {
    open_object,
    close_object,
    open_array,
    close_array,
    key,
    string,
    number,
    word,  // true, false, null
    comma,
    colon,
    end,    // of a whole value
    error,  // not JSON from here on, or the text ends
  };
  Kind kind = Kind::error;
  // In the text, quotes included; of an error, its rest. White space belongs to no token.
  std::size_t begin = 0;
  std::size_t end = 0;
};

class JsonTokens {
 public:
  explicit JsonTokens(std::string_view text) : text_(text) {}

  // `end` and `error` come again and again.
  JsonToken next();

 private:
  enum class Expects { value, value_or_close, key, key_or_close, colon, comma_or_close, nothing };

  JsonToken token(JsonToken::Kind kind, std::size_t size);
  JsonToken fail();
  JsonToken scalar();
  JsonToken close(char bracket);
  void value_ended();

  std::string_view text_;
  std::size_t at_ = 0;
  Expects expects_ = Expects::value;
  std::vector<bool> in_objects_;  // for each that is open, from the outside
};

// Whether `text` is one JSON object or array.
bool is_json_structure(std::string_view text);

}  // namespace wavespeed_mock
