#include "base/text/regular_expression.h"

#include <re2/re2.h>

#include <cstdint>
#include <optional>

#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kHexDigits = 4;

[[noreturn]] void refuse(std::string_view what, std::string_view found) {
  throw ConfigError("must be a regular expression without " + std::string(what) + " (\"" +
                    std::string(found) + "\"), because searching could take exponential time");
}

// The four hexadecimal digits after "\u" at the start of `text`.
std::optional<std::uint32_t> unicode_escape(std::string_view text) {
  if (!text.starts_with("\\u") || text.size() < 2 + kHexDigits) return std::nullopt;
  std::uint32_t code = 0;
  for (const char c : text.substr(2, kHexDigits)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | ' '));
    if (digit == std::string_view::npos || c < '0') return std::nullopt;
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  return code;
}

std::string code_point(std::uint32_t code) {
  std::string digits;
  for (; code > 0; code /= 16) digits.insert(digits.begin(), "0123456789abcdef"[code % 16]);
  return "\\x{" + (digits.empty() ? "0" : digits) + '}';
}

// Translates ECMAScript to the notation of RE2, piece by piece.
class Translation {
 public:
  explicit Translation(std::string_view expression) : rest_(expression) {}

  std::string run() {
    while (!rest_.empty()) {
      if (rest_.front() == '\\') {
        escape();
      } else if (in_class_) {
        in_class_ = rest_.front() != ']';
        copy(1);
      } else if (rest_.starts_with("[^]")) {
        replace(3, "(?s:.)");
      } else if (rest_.front() == '[') {
        in_class_ = true;
        copy(1);
      } else if (rest_.starts_with("(?")) {
        group();
      } else if (rest_.front() == '.') {
        replace(1, R"([^\n\r\x{2028}\x{2029}])");
      } else {
        copy(1);
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t length) {
    length = std::min(length, rest_.size());
    out_ += rest_.substr(0, length);
    rest_.remove_prefix(length);
  }
  void replace(std::size_t length, std::string_view by) {
    out_ += by;
    rest_.remove_prefix(length);
  }

  void escape() {
    const char next = rest_.size() > 1 ? rest_[1] : '\0';
    if (!in_class_ && next >= '1' && next <= '9')
      refuse("references to groups", rest_.substr(0, 2));
    if (!in_class_ && rest_.starts_with("\\k<")) refuse("references to groups", "\\k<");
    if (rest_.starts_with("\\u{")) return replace(3, "\\x{");
    const auto code = unicode_escape(rest_);
    if (!code) return copy(2);
    constexpr std::size_t kLength = 2 + kHexDigits;
    // Two escapes are one character beyond the first 65,536.
    const bool high = *code >= 0xD800 && *code < 0xDC00;
    const auto low = high ? unicode_escape(rest_.substr(kLength)) : std::nullopt;
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      return replace(2 * kLength,
                     code_point(0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00)));
    }
    replace(kLength, code_point(*code));
  }

  void group() {
    for (const std::string_view ahead : {"(?=", "(?!"}) {
      if (rest_.starts_with(ahead)) refuse("lookahead", ahead);
    }
    for (const std::string_view look : {"(?<=", "(?<!"}) {
      if (rest_.starts_with(look)) refuse("lookbehind", look);
    }
    if (rest_.starts_with("(?<")) return replace(3, "(?P<");
    copy(2);
  }

  std::string_view rest_;
  std::string out_;
  bool in_class_ = false;
};

}  // namespace

struct RegularExpression::Engine {
  explicit Engine(const std::string& expression) : engine(expression, options()) {}

  static RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    return options;
  }

  RE2 engine;
};

RegularExpression::RegularExpression(std::string_view expression)
    : engine_(std::make_unique<Engine>(Translation(expression).run())) {
  if (engine_->engine.ok()) return;
  throw ConfigError("is not a regular expression: " + shortened(engine_->engine.error()));
}

RegularExpression::~RegularExpression() = default;
RegularExpression::RegularExpression(RegularExpression&& other) noexcept = default;
RegularExpression& RegularExpression::operator=(RegularExpression&& other) noexcept = default;

bool RegularExpression::found_in(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), engine_->engine);
}

std::string problem_of_regular_expression(std::string_view expression) {
  try {
    const RegularExpression read(expression);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

}  // namespace wavespeed_mock
