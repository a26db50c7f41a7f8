// docs/faults.md describes every kind of fault and each of its fields.
#include <gtest/gtest.h>

#include <limits>

#include "domain/faults/kinds/fault.h"
#include "support/faults_page.h"

namespace wavespeed_mock::fault_table_page_test {
namespace {

using nlohmann::ordered_json;

std::string code(const ordered_json& value) {
  return "`" + (value.is_string() ? value.get<std::string>() : value.dump()) + "`";
}

std::string values_of(const ordered_json& field) {
  if (field.contains("enum")) {
    std::string list;
    for (const ordered_json& value : field["enum"])
      list += (list.empty() ? "" : ", ") + code(value);
    return list;
  }
  if (field.contains("maximum")) {
    const bool endless = field["maximum"] == std::numeric_limits<std::int64_t>::max();
    return field["minimum"].dump() + (endless ? " or more" : " to " + field["maximum"].dump());
  }
  const std::string form = field.value("x-form", "");
  return form == "duration"       ? "a time"
         : form == "distribution" ? "a time, or a distribution"
                                  : "a text";
}

// How the section must begin.
std::string chapter_of(std::string_view type) {
  std::string text = "### " + std::string(type) + "\n\n" + std::string(fault_meaning(type)) + ".\n";
  std::string rows;
  const ordered_json schema = fault_schema(type);
  for (const auto& [name, field] : schema["properties"].items()) {
    if (name == "type") continue;
    const ordered_json fallback = field.value("default", ordered_json(""));
    rows += "| `" + name + "` | " + values_of(field) + " | " +
            (fallback == "" ? "" : code(fallback)) + " | " +
            field["description"].get<std::string>() + " |\n";
  }
  if (rows.empty()) return text;
  return text + "\n| field | values | default | meaning |\n|---|---|---|---|\n" + rows;
}

TEST(FaultsDocument, DescribesEveryKindInTheOrderOfTheTable) {
  std::vector<std::string> told;
  for (const FaultChapter& chapter : fault_chapters()) told.push_back(chapter.type);
  const auto types = fault_types();
  EXPECT_EQ(told, std::vector<std::string>(types.begin(), types.end()));
}

TEST(FaultsDocument, DescribesEveryField) {
  for (const FaultChapter& chapter : fault_chapters()) {
    const std::string wanted = chapter_of(chapter.type);
    EXPECT_EQ(chapter.text.substr(0, wanted.size()), wanted) << "The section must begin with:\n"
                                                             << wanted;
  }
}

TEST(FaultsDocument, HasAnExampleOfEveryKind) {
  for (const FaultChapter& chapter : fault_chapters()) {
    const ordered_json rule = ordered_json::parse(chapter.rule, nullptr, false);
    ASSERT_TRUE(rule.is_object()) << chapter.type << ": " << chapter.rule;
    const ordered_json& fault = rule["fault"];
    EXPECT_EQ(fault.is_string() ? fault : fault["type"], chapter.type);
    EXPECT_NE(chapter.text.find("\n```console\n"), std::string::npos) << chapter.type;
  }
}

}  // namespace
}  // namespace wavespeed_mock::fault_table_page_test
