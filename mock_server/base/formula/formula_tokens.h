// Cuts the text of a formula into tokens, as JSONata does.
//
// Belongs to one parser; copies read on from the same place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wavespeed_mock::formula {

struct Token {
  enum class Kind {
    end,
    symbol,       // an operator or a bracket: `text`
    word,         // a name, or a word of the language: `text`
    quoted_name,  // `a name` without its backquotes
    variable,     // without the $
    string,       // with its escapes resolved
    number,       // `number`
  };

  Kind kind = Kind::end;
  std::string text;
  double number = 0;
  std::size_t at = 0;  // its first byte

  bool is(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
};

class Tokens {
 public:
  // `text` must outlive the tokens.
  explicit Tokens(std::string_view text) : text_(text) {}

  // Throws FormulaError.
  Token next();

  [[noreturn]] void fail(const std::string& what, std::size_t at) const;

 private:
  void skip_blanks();
  Token string_literal();
  void append_escape(std::string& out);
  // The four hexadecimal digits of \uXXXX.
  unsigned code_unit();
  Token number_literal();
  Token name();
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  std::string_view text_;
  std::size_t place_ = 0;
};

// The double nearest to a number with digits on both sides of its point and exponent, as JavaScript
// reads it: infinite if it is too large, 0 if it is too small.
double nearest_double(std::string_view digits);

}  // namespace wavespeed_mock::formula
