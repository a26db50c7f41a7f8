// An answer whose end is missing: fewer bytes come than Content-Length promises.
#include <algorithm>
#include <limits>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TruncatedBody final : public Fault {
 public:
  std::string_view type() const override { return "truncated_body"; }

  void visit(FaultFields& fields) override {
    fields.number({"fraction", "how much of the body comes"}, fraction_, 0, 1);
    fields.whole({"bytes", "how many bytes of it come; counts instead of the fraction"}, bytes_, 0,
                 std::numeric_limits<std::int64_t>::max());
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const std::size_t size = answer.response.body.size();
    std::uint64_t kept = bytes_ ? static_cast<std::uint64_t>(*bytes_)
                                : static_cast<std::uint64_t>(fraction_ * static_cast<double>(size));
    // At least its last byte is missing.
    if (size > 0) kept = std::min<std::uint64_t>(kept, size - 1);
    answer.end(Ending::close, kept);
  }

 private:
  double fraction_ = 0.5;
  std::optional<std::int64_t> bytes_;
};

}  // namespace

std::unique_ptr<Fault> make_truncated_body() {
  return std::make_unique<TruncatedBody>();
}

}  // namespace wavespeed_mock
