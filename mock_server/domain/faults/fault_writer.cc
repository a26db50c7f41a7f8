#include "domain/faults/fault_writer.h"

#include <nlohmann/json.hpp>

#include "base/duration_text.h"
#include "domain/distribution.h"
#include "domain/faults/fault_fields.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::ordered_json;

class FaultWriter final : public FaultFields {
 public:
  explicit FaultWriter(json& out) : out_(out) {}

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
  json& out_;
};

}  // namespace

void write_fault_fields(const Fault& fault, json& out) {
  FaultWriter writer(out);
  // A visitor may change what it is shown; this one does not.
  const_cast<Fault&>(fault).visit(writer);
}

}  // namespace wavespeed_mock
