// An answer whose end is missing: fewer bytes are sent than Content-Length says.
#include <algorithm>
#include <limits>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TruncatedBodyFault final : public Fault {
 public:
  explicit TruncatedBodyFault(faults::TruncatedBody settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "truncated_body"; }

  void visit(FaultFields& fields) override {
    fields.number({"fraction", "the part of the body that is sent"}, settings_.fraction, 0, 1);
    fields.whole({"bytes", "the number of bytes that are sent; overrides `fraction`"},
                 settings_.bytes, 0, std::numeric_limits<std::int64_t>::max());
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const std::size_t size = answer.response.body.size();
    std::uint64_t kept =
        settings_.bytes
            ? static_cast<std::uint64_t>(*settings_.bytes)
            : static_cast<std::uint64_t>(settings_.fraction * static_cast<double>(size));
    // At least its last byte is missing.
    if (size > 0) kept = std::min<std::uint64_t>(kept, size - 1);
    answer.end(Ending::close, kept);
  }

 private:
  faults::TruncatedBody settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TruncatedBody settings) {
  return std::make_unique<TruncatedBodyFault>(std::move(settings));
}

}  // namespace wavespeed_mock
