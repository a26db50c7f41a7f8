// Silence, from the beginning or after a part of the answer, until the client gives up.
#include <limits>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class NoAnswer final : public Fault {
 public:
  std::string_view type() const override { return "no_answer"; }
  // With a part of it the endpoint's answer is needed.
  bool takes_answer() const override { return !after_bytes_; }

  void visit(FaultFields& fields) override {
    fields.whole({"after_bytes",
                  "send the head and so many bytes of the body first; not a byte where it is left "
                  "out"},
                 after_bytes_, 0, std::numeric_limits<std::int64_t>::max());
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    answer.end(Ending::hang, after_bytes_);
  }

 private:
  std::optional<std::int64_t> after_bytes_;
};

}  // namespace

std::unique_ptr<Fault> make_no_answer() {
  return std::make_unique<NoAnswer>();
}

}  // namespace wavespeed_mock
