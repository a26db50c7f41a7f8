// An answer that never arrives as a whole: the connection is reset, or stays open in silence.
#include <limits>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class LostAnswerFault final : public Fault {
 public:
  LostAnswerFault(std::string_view type, Ending ending, std::optional<std::int64_t> after_bytes)
      : type_(type), ending_(ending), after_bytes_(after_bytes) {}

  std::string_view type() const override { return type_; }
  // To send a part of the endpoint's answer, that answer is needed.
  bool takes_answer() const override { return !after_bytes_; }

  void visit(FaultFields& fields) override {
    fields.whole(
        {"after_bytes", "send the head and this many bytes of the body first; by default nothing"},
        after_bytes_, 0, std::numeric_limits<std::int64_t>::max());
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    answer.end(ending_, after_bytes_);
  }

 private:
  const std::string_view type_;  // a literal
  const Ending ending_;
  std::optional<std::int64_t> after_bytes_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::ConnectionReset settings) {
  return std::make_unique<LostAnswerFault>("connection_reset", Ending::reset, settings.after_bytes);
}

std::unique_ptr<Fault> make_fault(faults::NoAnswer settings) {
  return std::make_unique<LostAnswerFault>("no_answer", Ending::hang, settings.after_bytes);
}

}  // namespace wavespeed_mock
