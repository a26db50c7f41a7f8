// A fault with a field of each type, for the tests of the visitors.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/faults/kinds/fault.h"
#include "domain/faults/kinds/fault_fields.h"

namespace wavespeed_mock {

struct EveryField final : Fault {
  static constexpr std::array<std::int64_t, 2> kWholes = {2, 4};
  static constexpr std::array<std::string_view, 2> kTexts = {"a", "b"};

  std::string_view type() const override { return "every_field"; }
  void visit(FaultFields& fields) override {
    fields.whole({"whole", "a whole number"}, whole, 1, 9);
    fields.whole({"perhaps", "one that may be left out"}, perhaps, 1, 9);
    fields.whole({"even", "one of two"}, even, kWholes);
    fields.number({"number", "any number"}, number, 0, 1);
    fields.text({"text", "a text"}, text);
    fields.text({"maybe", "a text that may be left out"}, maybe);
    fields.text({"letter", "one of two letters"}, letter, kTexts);
    fields.time({"pause", "a time"}, pause);
    fields.time({"length", "a time that is drawn"}, length);
  }

  std::int64_t whole = 5;
  std::optional<std::int64_t> perhaps;
  std::int64_t even = 2;
  double number = 0.5;
  std::string text = "word";
  std::optional<std::string> maybe;
  std::string letter = "a";
  Duration pause = std::chrono::seconds(5);
  Distribution length{.first = std::chrono::seconds(1)};
};

}  // namespace wavespeed_mock
