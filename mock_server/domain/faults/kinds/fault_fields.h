// The visitor of a fault's fields, which reads them from JSON, writes them or describes them, so
// that a fault names each field once.
//
// Belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/value/distribution.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct FaultField {
  std::string_view name;     // its key in JSON
  std::string_view meaning;  // one line, without a full stop
};

// Each function takes one field. The first content of `value` is the default; an optional has none.
// Ranges include both ends.
class FaultFields {
 public:
  virtual ~FaultFields() = default;

  virtual void whole(const FaultField& field, std::int64_t& value, std::int64_t min,
                     std::int64_t max) = 0;
  virtual void whole(const FaultField& field, std::optional<std::int64_t>& value, std::int64_t min,
                     std::int64_t max) = 0;
  // One of `allowed`.
  virtual void whole(const FaultField& field, std::int64_t& value,
                     std::span<const std::int64_t> allowed) = 0;
  virtual void number(const FaultField& field, double& value, double min, double max) = 0;
  // May be empty.
  virtual void text(const FaultField& field, std::string& value) = 0;
  virtual void text(const FaultField& field, std::optional<std::string>& value) = 0;
  // One of `allowed`.
  virtual void text(const FaultField& field, std::string& value,
                    std::span<const std::string_view> allowed) = 0;
  // An enumerator; `names` has its name at the index of its value.
  template <class Enum>
  void choice(const FaultField& field, Enum& value, std::span<const std::string_view> names) {
    const auto index = static_cast<std::size_t>(value);
    std::string name = index < names.size() ? std::string(names[index]) : "";
    text(field, name, names);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) value = static_cast<Enum>(i);
    }
  }
  // "5s", "1h", …
  virtual void time(const FaultField& field, Duration& value) = 0;
  // "fixed:5s", "uniform:1s,3s", …; "5s" means "fixed:5s".
  virtual void time(const FaultField& field, Distribution& value) = 0;
};

}  // namespace wavespeed_mock
