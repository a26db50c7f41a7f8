// Reads docs/faults.md: a chapter for each kind of fault, with an example.
#pragma once

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace wavespeed_mock {

struct FaultChapter {
  std::string type;
  std::string text;  // including its heading
  std::string rule;  // the first rule in the chapter, as JSON; "" if there is none
};

inline std::vector<FaultChapter> fault_chapters() {
  std::ifstream file(std::string(WAVESPEED_MOCK_SOURCE_DIR) + "/docs/faults.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view kHeading = "\n### ";
  constexpr std::string_view kRule = "/__mock/faults -d '";
  std::vector<FaultChapter> chapters;
  for (std::size_t at = page.find(kHeading); at != std::string::npos;) {
    const std::size_t next = page.find(kHeading, at + 1);
    FaultChapter chapter{.text = page.substr(at + 1, next - at - 1)};
    const std::size_t begin = kHeading.size() - 1;
    chapter.type = chapter.text.substr(begin, chapter.text.find('\n') - begin);
    if (std::size_t rule = chapter.text.find(kRule); rule != std::string::npos) {
      rule += kRule.size();
      chapter.rule = chapter.text.substr(rule, chapter.text.find('\'', rule) - rule);
    }
    chapters.push_back(std::move(chapter));
    at = next;
  }
  return chapters;
}

}  // namespace wavespeed_mock
