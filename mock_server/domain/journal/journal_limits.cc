#include "domain/journal/journal_limits.h"

#include <string>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

std::size_t checked(const std::string& name, std::uint64_t value, std::uint64_t max) {
  if (value <= max) return static_cast<std::size_t>(value);
  throw ConfigError(name + " must be from 0 to " + std::to_string(max) + ", not " +
                    std::to_string(value));
}

}  // namespace

JournalLimits journal_limits(const Options& options) {
  return {.entries = checked("journal", options.journal, kMaxJournalEntries),
          .body_bytes = checked("journal_body", options.journal_body, kMaxJournalBodyBytes)};
}

}  // namespace wavespeed_mock
