#include "domain/faults/kinds/fault_describer.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/value/distribution.h"
#include "base/value/duration_text.h"
#include "domain/faults/kinds/fault_fields.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

template <class Value>
ordered_json list_of(std::span<const Value> values) {
  ordered_json list = ordered_json::array();
  for (const Value& value : values) list.push_back(value);
  return list;
}

ordered_json between(std::string_view type, const ordered_json& min, const ordered_json& max) {
  return {{"type", type}, {"minimum", min}, {"maximum", max}};
}

class FaultDescriber final : public FaultFields {
 public:
  ordered_json take() { return std::move(properties_); }

  void whole(const FaultField& field, std::int64_t& value, std::int64_t min,
             std::int64_t max) override {
    add(field, between("integer", min, max), value);
  }
  void whole(const FaultField& field, std::optional<std::int64_t>&, std::int64_t min,
             std::int64_t max) override {
    add(field, between("integer", min, max));
  }
  void whole(const FaultField& field, std::int64_t& value,
             std::span<const std::int64_t> allowed) override {
    add(field, {{"type", "integer"}, {"enum", list_of(allowed)}}, value);
  }
  void number(const FaultField& field, double& value, double min, double max) override {
    add(field, between("number", min, max), value);
  }
  void text(const FaultField& field, std::string& value) override {
    add(field, {{"type", "string"}}, value);
  }
  void text(const FaultField& field, std::optional<std::string>&) override {
    add(field, {{"type", "string"}});
  }
  void text(const FaultField& field, std::string& value,
            std::span<const std::string_view> allowed) override {
    add(field, {{"type", "string"}, {"enum", list_of(allowed)}}, value);
  }
  void time(const FaultField& field, Duration& value) override {
    add(field, {{"type", "string"}, {"x-form", "duration"}}, to_text(value));
  }
  void time(const FaultField& field, Distribution& value) override {
    add(field, {{"type", "string"}, {"x-form", "distribution"}}, to_text(value));
  }

 private:
  void add(const FaultField& field, ordered_json schema) {
    schema["description"] = field.meaning;
    properties_[field.name] = std::move(schema);
  }
  void add(const FaultField& field, ordered_json schema, const ordered_json& fallback) {
    schema["default"] = fallback;
    add(field, std::move(schema));
  }

  ordered_json properties_ = ordered_json::object();
};

}  // namespace

ordered_json describe_fault_fields(Fault& fault) {
  FaultDescriber describer;
  fault.visit(describer);
  return describer.take();
}

}  // namespace wavespeed_mock
