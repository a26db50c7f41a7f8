// A value while a formula is evaluated.
//
// Small: a view of what the inputs or the arena own, which must outlive it.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::formula {

struct List;

struct Value {
  enum class Type : std::uint8_t {
    nothing,  // JSONata's undefined
    null,
    boolean,
    number,  // also infinite or NaN, which most operations refuse
    text,
    list,       // made by the formula
    json_list,  // of an input
    json_object,
  };

  Type type = Type::nothing;
  std::uint32_t size = 0;  // of a text, in bytes
  union {
    double number = 0;
    bool boolean;
    const char* text;
    const List* list;
    const nlohmann::json* json;
  };

  static Value of(double number);
  static Value of_boolean(bool boolean);
  static Value of_text(std::string_view text);
  static Value of_list(const List& list);
  static Value of_json(const nlohmann::json& json);

  bool is_nothing() const { return type == Type::nothing; }
  bool is_list() const { return type == Type::list || type == Type::json_list; }
  std::string_view as_text() const { return {text, size}; }
};

struct List {
  explicit List(std::pmr::memory_resource* arena) : items(arena) {}

  std::pmr::vector<Value> items;
  // Whether a path or a search found the items. JSONata takes such a list for its only item, or for
  // nothing if there is none.
  bool sequence = false;
};

// Inputs are less deep; a bound of the recursion into them all the same.
inline constexpr int kMostDepth = 500;

// What ends an evaluation: thrown inside it only.
struct Failure {
  std::string what;
};

// A limit of the work that one evaluation may do, whatever the formula and the inputs are.
class WorkLimit {
 public:
  void spend(std::size_t steps = 1) {
    if (steps > left_) too_much();
    left_ -= steps;
  }

 private:
  [[noreturn]] static void too_much();

  std::size_t left_ = 200'000;
};

// "a string", "a list", "nothing".
std::string_view name_of(const Value& value);

// Of lists only.
std::size_t length_of(const Value& list);
Value item_of(const Value& list, std::size_t index);

// Whether a condition takes the value for true.
bool is_true(const Value& value, WorkLimit& limit);
// Deeply, and never between types.
bool are_equal(const Value& a, const Value& b, WorkLimit& limit);
// As `in` compares: a list or an object is the same as itself only.
bool are_identical(const Value& a, const Value& b);
// Less, equal or greater than 0, by UTF-16 code units as in JavaScript.
int compare_texts(std::string_view a, std::string_view b);
// As $number reads it. NaN for some texts that JSONata takes by mistake, such as "0x1 apples".
double number_of_text(std::string_view text);
std::size_t count_code_points(std::string_view text);
// To the nearest whole number, and the even one of two, at this decimal place.
double round_half_even(double number, int digits);

}  // namespace wavespeed_mock::formula
