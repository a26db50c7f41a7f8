// Takes an input apart: into lines, words and the rest.
//
// Inputs are texts wherever they can be, so that the corpus can be read, written by hand, and
// mutated by whole words with a dictionary. Belongs to one run; keeps views of the input.
#pragma once

#include <string_view>

namespace wavespeed_mock::fuzz {

class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }

  // Up to the next line feed, or to the end; without it.
  std::string_view line() { return take('\n'); }
  // Up to the next space, or to the end.
  std::string_view word() { return take(' '); }
  // All that has not been taken.
  std::string_view rest() { return take_all(); }

 private:
  std::string_view take(char end) {
    const auto at = rest_.find(end);
    if (at == std::string_view::npos) return take_all();
    const std::string_view taken = rest_.substr(0, at);
    rest_.remove_prefix(at + 1);
    return taken;
  }
  std::string_view take_all() {
    const std::string_view taken = rest_;
    rest_ = {};
    return taken;
  }

  std::string_view rest_;
};

}  // namespace wavespeed_mock::fuzz
