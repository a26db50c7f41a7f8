#include "domain/faults/kinds/fault.h"

#include <utility>

#include "base/value/distribution.h"

namespace wavespeed_mock {

Duration FaultDraws::time(const Distribution& distribution, std::uint64_t which) const {
  // Far from the ordinals that other firings use.
  constexpr std::uint64_t kApart = std::uint64_t{1} << 56;
  return draw(distribution, draws, RandomStream::fault, ordinal + which * kApart);
}

void AnswerFault::replace(Response other) {
  if (replaced) return;
  replaced = true;
  other.delivery = response.delivery;
  response = std::move(other);
}

void AnswerFault::end(Ending ending, std::optional<std::uint64_t> body_bytes) {
  DeliveryPlan& plan = response.delivery;
  if (plan.ending != Ending::whole || plan.malformed_chunk) return;
  plan.ending = ending;
  plan.body_bytes = body_bytes;
}

}  // namespace wavespeed_mock
