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
  const Journal& book = impl_->core.journal();
  JournalRedaction redaction(book);
  std::vector<JournalRecord> records;
  const auto scope = impl_->known_scope(key);
  if (!scope) return records;
  for (const KeptEntry& kept : book.entries(*scope)) {
    records.push_back(redaction.record(kept));
  }
  return records;
}

Verification Mock::verify(std::string_view expectation, std::string_view key) const {
  const Journal& book = impl_->core.journal();
  const std::string where = "expectation";
  const nlohmann::json object = parse_config_json(expectation, where);
  JsonReader in(object, where);
  const auto loaded = RequestExpectation::read(in, book.routes());
  JournalRedaction redaction(book);
  const auto scope = impl_->known_scope(key);
  return loaded.judge(scope ? book.entries(*scope) : std::vector<KeptEntry>(), redaction);
}

ClientReport Mock::client_report(std::string_view key, std::string_view rules) const {
  const auto names = ClientRuleNames::read(rules);
  if (!names) throw ConfigError("client report: " + names.error().message);
  const ControlContext& context = impl_->core.control();
  const ClientWitnesses witnesses{context.strict ? &context.client_reports : nullptr,
                                  context.journal, context.clock};
  if (const auto scope = impl_->known_scope(key)) return judge_clients(witnesses, *scope, *names);
  // The report of an account that has sent nothing.
  StoredAccount none(0, {.name = "(no account)", .tag = "", .draws = SeededRandom(0, "")}, {});
  return judge_clients(witnesses, &none, *names);
}

std::string Mock::explain(std::string_view request_id) const {
  const Journal& book = impl_->core.journal();
  const auto kept = book.find(request_id, nullptr);
  if (!kept) return "";
  JournalRedaction redaction(book);
  return explanation_of(*kept, redaction);
}

}  // namespace wavespeed_mock
