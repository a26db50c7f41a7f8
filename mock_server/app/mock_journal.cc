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
  const auto loaded = RequestExpectation::load(in, book.routes());
  JournalRedaction redaction(book);
  const auto scope = impl_->known_scope(key);
  return loaded.judge(scope ? book.entries(*scope) : std::vector<KeptEntry>(), redaction);
}

ClientReport Mock::client_report(std::string_view key, const std::vector<ClientRule>& rules) const {
  const ControlContext& context = impl_->core.control();
  const ClientWitnesses witnesses{context.strict ? &context.client_reports : nullptr,
                                  context.journal, context.clock};
  if (const auto scope = impl_->known_scope(key)) return judge_clients(witnesses, *scope, rules);
  // The report of an account that has sent nothing.
  StoredAccount none(0, {.name = "(no account)", .tag = "", .draws = SeededRandom(0, "")}, {});
  return judge_clients(witnesses, &none, rules);
}

std::string Mock::explain(std::string_view request_id) const {
  const Journal& book = impl_->core.journal();
  for (const KeptEntry& kept : book.entries(nullptr)) {
    if (kept.request_id() != request_id) continue;
    JournalRedaction redaction(book);
    return explanation_of(kept, redaction);
  }
  return "";
}

}  // namespace wavespeed_mock
