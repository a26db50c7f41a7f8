// Mock's functions for the journal, and for the report that is drawn from it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/mock_impl.h"
#include "base/text/json_reader.h"
#include "domain/journal/client_judgement.h"
#include "domain/journal/explanation.h"
#include "domain/journal/journal.h"
#include "domain/journal/journal_redaction.h"
#include "domain/journal/request_expectation.h"

namespace wavespeed_mock {

std::vector<JournalRecord> Mock::journal(std::string_view key) const {
  const Journal& book = parts_->core.journal();
  JournalRedaction redaction(book);
  std::vector<JournalRecord> records;
  for (const KeptEntry& kept : book.entries(key.empty() ? nullptr : &parts_->account_of(key))) {
    records.push_back(redaction.record(kept));
  }
  return records;
}

Verification Mock::verify(std::string_view expectation, std::string_view key) const {
  const Journal& book = parts_->core.journal();
  const std::string where = "expectation";
  const nlohmann::json object = parse_config_json(expectation, where);
  JsonReader in(object, where);
  const auto loaded = RequestExpectation::read(in, book.routes());
  JournalRedaction redaction(book);
  return loaded.judge(book.entries(key.empty() ? nullptr : &parts_->account_of(key)), redaction);
}

ClientReport Mock::client_report(std::string_view key, std::string_view rules) const {
  const auto names = ClientRuleNames::read(rules);
  if (!names) throw ConfigError("client report: " + names.error().message);
  const Services& services = parts_->core.services();
  return judge_clients({services.client_reports, *services.journal, services.clock},
                       key.empty() ? nullptr : &parts_->account_of(key), *names);
}

std::string Mock::explain(std::string_view request_id) const {
  const Journal& book = parts_->core.journal();
  const auto kept = book.find(request_id, nullptr);
  if (!kept) return "";
  JournalRedaction redaction(book);
  return explanation_of(*kept, redaction);
}

}  // namespace wavespeed_mock
