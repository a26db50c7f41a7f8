#include "domain/tasks/sync_wait.h"

#include "base/value/due_time.h"

namespace wavespeed_mock {

bool ends_within(const SyncWait& wait, const Prediction& prediction) {
  return prediction.ended_at != kNever &&
         prediction.ended_at - wait.longest <= prediction.created_at;
}

Duration hold_time(const SyncWait& wait, const Prediction& prediction) {
  return ends_within(wait, prediction) ? prediction.ended_at - prediction.created_at : wait.longest;
}

}  // namespace wavespeed_mock
