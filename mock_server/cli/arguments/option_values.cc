#include "cli/arguments/option_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/value/duration_text.h"

namespace wavespeed_mock::cli {
namespace {

// The only text given; null if there is not exactly one.
const std::string* only_text(const RawValue& given) {
  return given.texts.size() == 1 ? given.texts.data() : nullptr;
}

template <class Number>
std::string number_text(Number number) {
  std::array<char, 64> text{};
  std::to_chars_result end{};
  if constexpr (std::is_floating_point_v<Number>) {
    end = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  } else {
    end = std::to_chars(text.data(), text.data() + text.size(), number);
  }
  return {text.data(), end.ptr};
}

template <class Number>
std::optional<Number> read_number(const RawValue& given, Number min, Number max) {
  const std::string* const text = only_text(given);
  if (text == nullptr) return std::nullopt;
  const char* const end = text->data() + text->size();
  Number number{};
  const auto [rest, error] = std::from_chars(text->data(), end, number);
  // Written so that "nan" is refused too.
  if (error != std::errc() || rest != end || !(number >= min && number <= max)) {
    return std::nullopt;
  }
  return number;
}

template <class Number>
Value number_form(Number min, Number max, std::string_view unit) {
  const bool is_whole = !std::is_floating_point_v<Number>;
  Value value{.form = Form::number, .expected = is_whole ? "a whole number" : "a number"};
  if (!unit.empty()) value.expected += " of " + std::string(unit);
  value.min = number_text(min);
  value.max = number_text(max);
  value.is_whole = is_whole;
  value.range = value.min + " to " + value.max;
  value.expected += " from " + value.range;
  return value;
}

template <class Field, class Number>
Value number_in(Field& field, Number min, Number max, std::string_view unit) {
  Value value = number_form(min, max, unit);
  value.set = [&field, min, max](const RawValue& given) {
    const std::optional<Number> number = read_number(given, min, max);
    if (number) field = *number;
    return number.has_value();
  };
  return value;
}

// As in JSON, see read_usd(): an amount is rounded, but not to nothing.
bool becomes_nothing(double usd) {
  return usd != 0 && Money::from_usd(usd) == Money{};
}

template <class Field>
Value money_in(Field& field, double max) {
  Value value = number_form(0.0, max, "US dollars");
  value.set = [&field, max](const RawValue& given) {
    const std::optional<double> usd = read_number(given, 0.0, max);
    if (!usd || becomes_nothing(*usd)) return false;
    field = Money::from_usd(*usd);
    return true;
  };
  value.hint = [max](std::string_view text) {
    const std::optional<double> usd = read_number({{std::string(text)}}, 0.0, max);
    return usd && becomes_nothing(*usd) ? "; amounts are whole millionths of a dollar" : "";
  };
  return value;
}

// The system would end the path at the NUL.
bool is_path(const std::string& text) {
  return !text.empty() && text.find('\0') == std::string::npos;
}

template <class Field>
Value path_in(Field& field, const std::string& expected, Offer offer) {
  return {.expected = expected, .offer = offer, .set = [&field](const RawValue& given) {
            const std::string* const text = only_text(given);
            if (text == nullptr || !is_path(*text)) return false;
            field = given.folder / *text;
            return true;
          }};
}

}  // namespace

std::string list_of(const std::vector<std::string>& names, std::string_view last_word) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 < names.size() ? ", " : ' ' + std::string(last_word) + ' ';
    text += names[i];
  }
  return text;
}

Value text_value(std::string& field, std::string expected, std::vector<std::string> suggestions) {
  Value value =
      checked_text_value(field, std::move(expected), [](const std::string&) { return true; });
  value.suggestions = std::move(suggestions);
  return value;
}

Value checked_text_value(std::string& field, std::string expected,
                         bool (*is_valid)(const std::string& text)) {
  return {.expected = std::move(expected),
          .default_text = field,
          .set = [&field, is_valid](const RawValue& given) {
            const std::string* const text = only_text(given);
            if (text == nullptr || text->empty() || !is_valid(*text)) return false;
            field = *text;
            return true;
          }};
}

template <class Number>
Value number_value(Number& field, std::type_identity_t<Number> min,
                   std::type_identity_t<Number> max, std::string_view unit) {
  Value value = number_in<Number, Number>(field, min, max, unit);
  value.default_text = number_text(field);
  return value;
}

template <class Number>
Value number_value(std::optional<Number>& field, std::type_identity_t<Number> min,
                   std::type_identity_t<Number> max, std::string_view unit) {
  Value value = number_in<std::optional<Number>, Number>(field, min, max, unit);
  if (field) value.default_text = number_text(*field);
  return value;
}

template Value number_value(int&, int, int, std::string_view);
template Value number_value(unsigned&, unsigned, unsigned, std::string_view);
template Value number_value(std::uint64_t&, std::uint64_t, std::uint64_t, std::string_view);
template Value number_value(double&, double, double, std::string_view);
template Value number_value(std::optional<std::uint64_t>&, std::uint64_t, std::uint64_t,
                            std::string_view);
template Value number_value(std::optional<double>&, double, double, std::string_view);

Value money_value(Money& field, double max) {
  Value value = money_in(field, max);
  value.default_text = to_decimal(field);
  return value;
}

Value money_value(std::optional<Money>& field, double max) {
  Value value = money_in(field, max);
  if (field) value.default_text = to_decimal(*field);
  return value;
}

Value duration_value(Duration& field, Duration min, std::string_view example) {
  return {.expected = duration_form(example, min),
          .default_text = to_text(field),
          .range = range_text(min, kMaxDuration),
          .set = [&field, min](const RawValue& given) {
            const std::string* const text = only_text(given);
            const auto duration = text == nullptr ? std::nullopt : parse_duration(*text);
            if (!duration || *duration < min) return false;
            field = *duration;
            return true;
          }};
}

Value toggle_value(bool& field) {
  Value value = choice_value(field, {{"true", true}, {"false", false}});
  value.form = Form::toggle;
  return value;
}

Value path_value(std::filesystem::path& field, std::string expected) {
  return path_in(field, expected, Offer::files);
}

Value path_value(std::optional<std::filesystem::path>& field, std::string expected, Offer offer) {
  return path_in(field, expected, offer);
}

Value paths_value(std::vector<std::filesystem::path>& field, std::string expected) {
  return {.form = Form::paths,
          .expected = std::move(expected),
          .offer = Offer::files,
          .set = [&field](const RawValue& given) {
            const auto& texts = given.texts;
            if (texts.empty() || !std::all_of(texts.begin(), texts.end(), is_path)) return false;
            field.clear();
            for (const std::string& text : texts) field.push_back(given.folder / text);
            return true;
          }};
}

Value choice_of(std::vector<std::string> names, std::size_t now,
                std::function<void(std::size_t)> take) {
  Value value{.expected = list_of(names), .choices = names};
  if (now < names.size()) value.default_text = names[now];
  value.set = [names = std::move(names), take = std::move(take)](const RawValue& given) {
    const std::string* const text = only_text(given);
    const auto found = text == nullptr ? names.end() : std::find(names.begin(), names.end(), *text);
    if (found == names.end()) return false;
    take(static_cast<std::size_t>(found - names.begin()));
    return true;
  };
  return value;
}

Value choice_value(std::string& field, const std::vector<std::string>& names) {
  const auto now =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), field) - names.begin());
  return choice_of(names, now, [&field, names](std::size_t location) { field = names[location]; });
}

}  // namespace wavespeed_mock::cli
