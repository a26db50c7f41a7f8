#include "base/text/reading_observer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/text/json_reader.h"

namespace wavespeed_mock::reading_observer_test {
namespace {

using nlohmann::json;

// Writes down what it is told.
class Notes final : public ReadingObserver {
 public:
  std::size_t begin(std::string_view kind, const std::string& where) override {
    lines.push_back("begin " + std::string(kind) + " " + where);
    return 7;
  }
  void rename(std::size_t object, const std::string& where) override {
    lines.push_back(std::to_string(object) + " rename " + where);
  }
  void ask(std::size_t object, const FieldQuestion& question, const json* value) override {
    lines.push_back(std::to_string(object) + " ask " + std::string(question.key) +
                    (question.required ? " required " : " ") +
                    (value == nullptr ? "absent" : value->dump()));
  }
  void ignore_prefix(std::size_t object, std::string_view prefix) override {
    lines.push_back(std::to_string(object) + " ignore " + std::string(prefix));
  }

  std::vector<std::string> lines;
};

TEST(ReadingObserver, IsToldWhatReadersAsk) {
  const json value = {{"a", "x"}, {"b", 1}};
  Notes notes;
  {
    const ObservedReading observed(notes);
    JsonReader in(value, "f", "thing");
    in.text("a");
    in.rename("f 1");
    in.optional_integer("b", 0, 9);
    in.text("c", "");
    in.ignore_prefix("x-");
  }
  EXPECT_EQ(notes.lines,
            (std::vector<std::string>{"begin thing f", "7 ask a required \"x\"", "7 rename f 1",
                                      "7 ask b 1", "7 ask c absent", "7 ignore x-"}));
}

TEST(ReadingObserver, HearsNothingOfReadersBeforeAndAfter) {
  const json value = {{"a", "x"}};
  Notes outer;
  Notes inner;
  JsonReader before(value, "before");
  {
    const ObservedReading observed(outer);
    before.text("a");
    {
      const ObservedReading nested(inner);
      JsonReader(value, "nested", "thing");
    }
    JsonReader(value, "again", "thing");
  }
  JsonReader(value, "after");
  EXPECT_EQ(outer.lines, std::vector<std::string>{"begin thing again"});
  EXPECT_EQ(inner.lines, std::vector<std::string>{"begin thing nested"});
  EXPECT_EQ(reading_observer(), nullptr);
}

}  // namespace
}  // namespace wavespeed_mock::reading_observer_test
