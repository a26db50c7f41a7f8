// What a reset covers: parts of the state, which have names.
//
// Plain values; any thread may use one.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "wavespeed_mock/reset_part.h"

namespace wavespeed_mock {

class ResetScope {
 public:
  // 400 for an empty list.
  static Outcome<ResetScope> of(std::initializer_list<ResetPart> parts);
  // The names of all parts, as people write them.
  static std::span<const std::string_view> all_names();
  // "all" means all of them. 400 for an unknown name, and for an empty list.
  static Outcome<ResetScope> read(const std::vector<std::string>& names);

  bool has(ResetPart part) const { return (bits_ & static_cast<unsigned>(part)) != 0; }
  std::vector<std::string_view> names() const;

 private:
  unsigned bits_ = 0;
};

}  // namespace wavespeed_mock
