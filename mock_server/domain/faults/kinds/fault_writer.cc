#include "domain/faults/kinds/fault_writer.h"

#include <nlohmann/json.hpp>

#include "base/value/distribution.h"
#include "base/value/duration_text.h"
#include "domain/faults/kinds/fault_fields.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

class FaultWriter final : public FaultFields {
 public:
  explicit FaultWriter(ordered_json& out) : out_(out) {}

  void whole(const FaultField& field, std::int64_t& value, std::int64_t, std::int64_t) override {
    out_[field.name] = value;
  }
  void whole(const FaultField& field, std::optional<std::int64_t>& value, std::int64_t,
             std::int64_t) override {
    if (value) out_[field.name] = *value;
  }
  void whole(const FaultField& field, std::int64_t& value, std::span<const std::int64_t>) override {
    out_[field.name] = value;
  }
  void number(const FaultField& field, double& value, double, double) override {
    out_[field.name] = value;
  }
  void text(const FaultField& field, std::string& value) override { out_[field.name] = value; }
  void text(const FaultField& field, std::optional<std::string>& value) override {
    if (value) out_[field.name] = *value;
  }
  void text(const FaultField& field, std::string& value,
            std::span<const std::string_view>) override {
    out_[field.name] = value;
  }
  void time(const FaultField& field, Duration& value) override {
    out_[field.name] = to_text(value);
  }
  void time(const FaultField& field, Distribution& value) override {
    out_[field.name] = to_text(value);
  }

 private:
  ordered_json& out_;
};

}  // namespace

void write_fault_fields(const Fault& fault, ordered_json& out) {
  FaultWriter writer(out);
  // visit() is not const, because readers change fields. This visitor does not.
  const_cast<Fault&>(fault).visit(writer);
}

}  // namespace wavespeed_mock
