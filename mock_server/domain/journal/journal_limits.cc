#include "domain/journal/journal_limits.h"

namespace wavespeed_mock {

JournalLimits journal_limits(const Options& options) {
  return {.entries = static_cast<std::size_t>(options.journal),
          .body_bytes = static_cast<std::size_t>(options.journal_body)};
}

}  // namespace wavespeed_mock
