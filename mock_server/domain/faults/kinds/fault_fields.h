// The fields of a fault, named once: a fault shows each of them to a visitor, which reads it from
// JSON, writes it, or describes it for people and programs.
//
// One thread's own, for as long as the visit lasts.
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

// Each function is about one field. What `value` holds at first is the default, so a field need not
// be given; an optional one has none. Ranges include both ends.
class FaultFields {
 public:
  virtual ~FaultFields() = default;

  virtual void whole(const FaultField& field, std::int64_t& value, std::int64_t least,
                     std::int64_t most) = 0;
  virtual void whole(const FaultField& field, std::optional<std::int64_t>& value,
                     std::int64_t least, std::int64_t most) = 0;
  // One of `allowed`.
  virtual void whole(const FaultField& field, std::int64_t& value,
                     std::span<const std::int64_t> allowed) = 0;
  virtual void number(const FaultField& field, double& value, double least, double most) = 0;
  // May be empty.
  virtual void text(const FaultField& field, std::string& value) = 0;
  virtual void text(const FaultField& field, std::optional<std::string>& value) = 0;
  // One of `allowed`.
  virtual void text(const FaultField& field, std::string& value,
                    std::span<const std::string_view> allowed) = 0;
  // The enumerator whose number is the place of its name in `names`.
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
  // "fixed:5s", "uniform:1s,3s", …; "5s" stands for the first.
  virtual void time(const FaultField& field, Distribution& value) = 0;
};

}  // namespace wavespeed_mock
