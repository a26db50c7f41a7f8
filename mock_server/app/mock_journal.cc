// Mock's functions for the journal.
#include "app/mock_parts.h"

namespace wavespeed_mock {

std::vector<JournalRecord> Mock::journal(std::string_view) const {
  return {};
}

Verification Mock::verify(std::string_view, std::string_view) const {
  throw ConfigError("verification is not built yet");
}

std::string Mock::explain(std::string_view) const {
  return "";
}

}  // namespace wavespeed_mock
