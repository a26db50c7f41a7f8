// Reads configuration: fixtures, config files. Every error is a ConfigError that names the file,
// the entry and the field, and says what is allowed.
//
// Used at start only, by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/reading_observer.h"

namespace wavespeed_mock {

// Parses a file's text as a kJsonFile (base/text/json_parser.h); `where` is how errors name the
// file.
nlohmann::json parse_config_json(std::string_view text, const std::string& where);

// Throws ConfigError: `<where>: field "<key>": <problem>`.
[[noreturn]] void refuse_field(std::string_view where, std::string_view key,
                               std::string_view problem);

// One JSON object being read. done() finds the fields that were never read.
class JsonReader {
 public:
  // `where` names the object in errors, e.g. `fixtures/models.json: models[3] "acme/x"`. The value
  // must outlive the reader. `kind` says what it is, e.g. "price case", where its format is
  // described. Throws when it is not an object.
  JsonReader(const nlohmann::json& value, std::string where, std::string_view kind = {});

  const std::string& where() const { return where_; }
  // A more telling name, once the entry's own id is known.
  void rename(std::string where);

  // Each takes the field named `key`; the forms without a fallback throw when it is absent. A text
  // must not be empty, and a number must be between `min` and `max`, both included.
  std::string text(std::string_view key);
  std::string text(std::string_view key, std::string_view fallback);
  bool boolean(std::string_view key, bool fallback);
  double number(std::string_view key, double min, double max);
  std::optional<double> optional_number(std::string_view key, double min, double max);
  std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t min,
                                               std::int64_t max);
  // One of `allowed`.
  std::string choice(std::string_view key, std::initializer_list<std::string_view> allowed,
                     std::string_view fallback);
  // Any value; nullptr when absent.
  const nlohmann::json* value(std::string_view key);
  // Any value; throws when it is absent.
  const nlohmann::json& required_value(std::string_view key);
  // Fields that may have any value, for others to read.
  void ignore(std::string_view key);
  void ignore_prefix(std::string_view prefix);
  // Throws when the field is there, also where it is read later: `<where>: field "<key>":
  // <problem>`.
  void refuse(std::string_view key, std::string_view problem) const;
  // Calls `entry` with each element and its name in errors. Nothing when absent.
  void each(std::string_view key,
            const std::function<void(const nlohmann::json&, const std::string& where)>& entry);
  // The same for a list that must be there with one entry at least; `what` is the word for one.
  void each_of_some(
      std::string_view key, std::string_view what,
      const std::function<void(const nlohmann::json&, const std::string& where)>& entry);
  // Calls `entry` with the name of each member of an object, its value, and its name in errors:
  // `<where>: <member> "<name>"`. Nothing when absent.
  void each_member(std::string_view key, std::string_view member,
                   const std::function<void(const std::string& name, const nlohmann::json&,
                                            const std::string& where)>& entry);

  // refuse_field() for a field of this object.
  [[noreturn]] void fail(std::string_view key, std::string_view problem) const;

  // Throws for the first field that was never read, and names the nearest known one.
  void done() const;
  // Calls `entry` with the name of each field that was never read, and what done() would say.
  void each_unknown(
      const std::function<void(const std::string& key, const std::string& problem)>& entry) const;

 private:
  const nlohmann::json* find(const FieldQuestion& question);
  const nlohmann::json& need(FieldQuestion question);
  std::string text_of(std::string_view key, const nlohmann::json& value) const;
  double number_of(std::string_view key, const nlohmann::json& value, double min, double max) const;
  std::int64_t integer_of(std::string_view key, const nlohmann::json& value, std::int64_t min,
                          std::int64_t max) const;
  std::size_t each_in(
      const FieldQuestion& question,
      const std::function<void(const nlohmann::json&, const std::string& where)>& entry);

  const nlohmann::json& object_;
  std::string where_;
  std::vector<std::string> asked_;
  std::vector<std::string> ignored_prefixes_;
  ReadingObserver* const observer_;  // null for none
  std::size_t observed_ = 0;         // the number that the observer gave it
};

}  // namespace wavespeed_mock
