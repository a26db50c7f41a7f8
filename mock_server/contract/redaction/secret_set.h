// Finds any number of known texts in a text, by the algorithm of Aho-Corasick. "+" equals a space,
// because forms write one for the other. Where a text was shortened to "…", the beginning of a
// known one before it is found too.
//
// The known texts are in tables, each at least twice as large as the next, so that there are as
// many as the logarithm of all texts. A text is read once for each table, at a cost that does not
// depend on how many known texts the table has. A known text moves to a larger table at most as
// many times as there are tables, so that building them costs little more than sorting all texts.
//
// One thread at a time: find() may build tables.
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

// Of a text that is cut off, a beginning of fewer bytes is not reported: it may begin anything.
inline constexpr std::size_t kMinBeginning = 4;

class SecretSet {
 public:
  SecretSet();
  ~SecretSet();
  SecretSet(SecretSet&&) noexcept;
  SecretSet& operator=(SecretSet&&) noexcept;

  // `text` must not be empty. What is added twice keeps its first id. Takes no time until find().
  void add(std::string text, std::size_t id);
  bool empty() const { return added_.empty() && tables_.empty(); }

  // Appends what is found, in any order; what overlaps may come as one, with the id of the first.
  // Returns the longest beginning of a known text that `text` ends with; a known text that is there
  // whole counts only if it begins a longer one.
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
  // From the largest to the smallest, each at least twice as large as the next.
  std::vector<std::unique_ptr<Table>> tables_;
  std::uint64_t steps_ = 0;
};

}  // namespace wavespeed_mock
