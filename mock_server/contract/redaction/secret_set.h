// Finds any number of known texts in a text, in one pass, by the algorithm of Aho-Corasick: the
// time does not depend on how many there are. "+" equals a space, because forms write one for the
// other. Where a text was shortened to "…", the beginning of a known one before it is found too.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

// A known text within a text.
struct FoundText {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t id = 0;  // of the longest that ends here
};

// How a text ends: with the beginning of a known one.
struct FoundBeginning {
  std::size_t size = 0;  // 0: with none
  std::size_t id = 0;
};

// Of a text that is cut off, fewer characters tell nothing.
inline constexpr std::size_t kMinBeginning = 4;

class SecretSet {
 public:
  SecretSet();
  ~SecretSet();
  SecretSet(SecretSet&&) noexcept;
  SecretSet& operator=(SecretSet&&) noexcept;

  // `text` is not empty. What is added twice keeps its first id.
  void add(std::string text, std::size_t id);
  bool empty() const { return added_.empty() && tables_.empty(); }

  // Appends what is found, in any order; what overlaps may come as one. Returns the longest
  // beginning of a known text that `text` ends with, whole ones left out.
  FoundBeginning find(std::string_view text, std::vector<FoundText>& found);

  // Bytes that find() and the building of its tables have looked at, for tests of their cost.
  std::uint64_t steps() const { return steps_; }

 private:
  class Table;
  struct Known {
    std::string text;
    std::size_t id = 0;
  };
  void build();

  std::vector<Known> added_;  // since the last build
  // Each at least twice as large as the next, so that a text is built into few tables.
  std::vector<std::unique_ptr<Table>> tables_;
  std::uint64_t steps_ = 0;
};

}  // namespace wavespeed_mock
