#include "domain/faults/kinds/fault_reader.h"

#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "base/value/distribution.h"
#include "base/value/duration_text.h"
#include "domain/faults/kinds/fault_fields.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

class FaultReader final : public FaultFields {
 public:
  explicit FaultReader(JsonReader& in) : in_(in) {}

  void whole(const FaultField& field, std::int64_t& value, std::int64_t min,
             std::int64_t max) override {
    value = in_.optional_integer(field.name, min, max).value_or(value);
  }

  void whole(const FaultField& field, std::optional<std::int64_t>& value, std::int64_t min,
             std::int64_t max) override {
    value = in_.optional_integer(field.name, min, max);
  }

  void whole(const FaultField& field, std::int64_t& value,
             std::span<const std::int64_t> allowed) override {
    const json* given = in_.value(field.name);
    if (given == nullptr) return;
    value = choose(field, allowed, *given);
  }

  void number(const FaultField& field, double& value, double min, double max) override {
    value = in_.optional_number(field.name, min, max).value_or(value);
  }

  void text(const FaultField& field, std::string& value) override {
    if (const std::string* given = text_of(field)) value = *given;
  }

  void text(const FaultField& field, std::optional<std::string>& value) override {
    if (const std::string* given = text_of(field)) value = *given;
  }

  void text(const FaultField& field, std::string& value,
            std::span<const std::string_view> allowed) override {
    const json* given = in_.value(field.name);
    if (given == nullptr) return;
    value = choose(field, allowed, *given);
  }

  void time(const FaultField& field, Duration& value) override {
    const json* given = in_.value(field.name);
    if (given == nullptr) return;
    const auto time =
        given->is_string() ? parse_duration(given->get_ref<const std::string&>()) : std::nullopt;
    if (!time) fail(field, "must be " + duration_form("\"5s\""), *given);
    value = *time;
  }

  void time(const FaultField& field, Distribution& value) override {
    const json* given = in_.value(field.name);
    if (given == nullptr) return;
    const std::string text = given->is_string() ? given->get<std::string>() : "";
    if (const auto fixed = parse_duration(text)) {
      value = {.first = *fixed};
    } else if (const auto distribution = parse_distribution(text)) {
      value = *distribution;
    } else {
      fail(field, "must be " + duration_form("\"5s\"") + ", " + std::string(kDistributionForms),
           *given, distribution_hint(text));
    }
  }

 private:
  // Null when it is absent.
  const std::string* text_of(const FaultField& field) {
    const json* given = in_.value(field.name);
    if (given == nullptr) return nullptr;
    if (!given->is_string()) fail(field, "must be a string", *given);
    return &given->get_ref<const std::string&>();
  }

  template <class Value>
  Value choose(const FaultField& field, std::span<const Value> allowed, const json& given) const {
    for (const Value& value : allowed) {
      if (given == json(value)) return value;
    }
    std::string names;
    for (const Value& value : allowed) names += (names.empty() ? "" : ", ") + json(value).dump();
    fail(field, "must be one of " + names, given);
  }

  [[noreturn]] void fail(const FaultField& field, const std::string& problem, const json& given,
                         const std::string& hint = "") const {
    in_.fail(field.name, problem + ", not " + json_quote(given) + hint);
  }

  JsonReader& in_;
};

}  // namespace

void read_fault_fields(Fault& fault, JsonReader& in) {
  FaultReader reader(in);
  fault.visit(reader);
}

}  // namespace wavespeed_mock
