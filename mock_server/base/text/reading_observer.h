// Tells what the readers of JSON ask of the objects that they read, so that a format can be
// described by the very code that reads it.
//
// Each thread has its own observer, and none as a rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wavespeed_mock {

// What a reader asks about one field.
struct FieldQuestion {
  enum class Form {
    value,    // its reader looks at the JSON itself
    list,     // a list, whose elements are read one by one
    map,      // an object with names that are free, whose values are read one by one
    ignored,  // any value, which no reader looks at
    text,     // not empty
    boolean,
    number,
    integer,
    choice,
    refused,  // must not be there
  };
  std::string_view key;
  Form form = Form::value;
  bool required = false;
  std::optional<std::pair<double, double>> numbers{};               // both included
  std::optional<std::pair<std::int64_t, std::int64_t>> integers{};  // the same
  std::span<const std::string_view> choices{};
  std::string_view member{};  // of a map: what its values are called in errors
};

// Learns what readers ask, so that a format can be described by those who read it.
class ReadingObserver {
 public:
  virtual ~ReadingObserver() = default;

  // An object of that kind is being read. Returns the number that the further calls have.
  virtual std::size_t begin(std::string_view kind, const std::string& where) = 0;
  virtual void rename(std::size_t object, const std::string& where) = 0;
  // `value` is null where the field is absent.
  virtual void ask(std::size_t object, const FieldQuestion& question,
                   const nlohmann::json* value) = 0;
  // Fields that begin so may have any value, unless they are asked for.
  virtual void ignore_prefix(std::size_t object, std::string_view prefix) = 0;
};

// While it lives, all readers that this thread makes report to the observer, which must outlive it.
class ObservedReading {
 public:
  explicit ObservedReading(ReadingObserver& observer);
  ~ObservedReading();
  ObservedReading(const ObservedReading&) = delete;
  ObservedReading& operator=(const ObservedReading&) = delete;

 private:
  ReadingObserver* const before_;
};

// The one of this thread; null for none.
ReadingObserver* reading_observer();

}  // namespace wavespeed_mock
