// Records the format of a file: which fields its readers ask for, of which kinds of objects.
//
// One thread's own, for as long as it is observed (see ObservedReading).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/reading_observer.h"

namespace wavespeed_mock::cli {

// Which JSON values a field has had.
struct SeenValues {
  std::set<std::string> scalars;  // "string", "number", "integer", "boolean", "null"
  bool object = false;
  bool list = false;
  std::vector<SeenValues> elements;  // of lists, all together: one at most

  bool nothing() const { return scalars.empty() && !object && !list; }
  void add(const nlohmann::json& value);
};

struct RecordedField {
  std::string key;
  FieldQuestion::Form form = FieldQuestion::Form::value;
  bool required = false;
  std::optional<std::pair<double, double>> numbers{};
  std::optional<std::pair<std::int64_t, std::int64_t>> integers{};
  std::vector<std::string> choices{};
  std::string member{};
  SeenValues seen{};
  // The kinds of the objects that were read from its value, from the elements of it, and from the
  // members of it.
  std::set<std::string> value_kinds{};
  std::set<std::string> element_kinds{};
  std::set<std::string> member_kinds{};
};

struct RecordedKind {
  std::string name;                   // "price case"
  std::vector<RecordedField> fields;  // in the order in which they were first asked for
  std::vector<std::string> ignored_prefixes;
};

class FormatRecorder final : public ReadingObserver {
 public:
  // Records only objects whose names in errors begin with `root`, the name of the file.
  explicit FormatRecorder(std::string root) : root_(std::move(root)) {}

  std::size_t begin(std::string_view kind, const std::string& where) override;
  void rename(std::size_t object, const std::string& where) override;
  void ask(std::size_t object, const FieldQuestion& question, const nlohmann::json* value) override;
  void ignore_prefix(std::size_t object, std::string_view prefix) override;

  // In the order in which they were first read. A field is required where every object of its kind
  // must have it. Throws std::logic_error for an object without a kind, or whose name in errors
  // does not say in which field of another it is.
  std::vector<RecordedKind> kinds() const;

 private:
  struct Reading {
    std::string kind;
    std::vector<std::string> names;  // in errors, one after the other
    std::vector<RecordedField> fields;
    std::vector<std::string> ignored_prefixes;
  };

  bool link(std::string_view kind, const std::string& where);

  const std::string root_;
  std::vector<Reading> readings_;
  std::string problem_;  // the first one that kinds() throws for
};

}  // namespace wavespeed_mock::cli
