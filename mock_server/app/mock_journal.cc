// Mock's functions that read the journal.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/mock_impl.h"
#include "base/text/json_reader.h"
#include "domain/journal/client_judgement.h"
#include "domain/journal/expectation_json.h"
#include "domain/journal/explanation.h"
#include "domain/journal/journal.h"
#include "domain/journal/journal_redaction.h"
#include "domain/journal/request_expectation.h"

namespace wavespeed_mock {
namespace {

// How errors name an expectation.
constexpr const char* kExpectation = "expectation";

}  // namespace

std::vector<JournalRecord> Mock::journal(std::string_view key) const {
  const Journal& journal = impl_->core.journal();
  JournalRedaction redaction(journal);
  std::vector<JournalRecord> records;
  const auto scope = impl_->known_scope(key);
  if (!scope) return records;
  const std::vector<KeptEntry> entries = journal.entries(*scope);
  for (const KeptEntry& kept : entries) redaction.learn(kept);
  for (const KeptEntry& kept : entries) records.push_back(redaction.record(kept));
  return records;
}

Verification Mock::verify(const Expectation& expectation, ForKey scope) const {
  const Journal& journal = impl_->core.journal();
  const RequestExpectation expected(expectation, kExpectation, journal.routes());
  JournalRedaction redaction(journal);
  const auto account = impl_->known_scope(scope.key);
  return expected.judge(account ? journal.entries(*account) : std::vector<KeptEntry>(), redaction);
}

// cppcheck-suppress passedByValue  // a view
Verification Mock::verify(std::string_view expectation, ForKey scope) const {
  const nlohmann::json object = parse_config_json(expectation, kExpectation);
  JsonReader in(object, kExpectation);
  return verify(read_expectation(in).expectation, scope);
}

ClientReport Mock::client_report(ForKey scope, const std::vector<ClientRule>& rules) const {
  const ControlContext& context = impl_->core.control();
  const ClientWitnesses witnesses{context.strict ? &context.client_reports : nullptr,
                                  context.journal, context.clock};
  if (const auto account = impl_->known_scope(scope.key)) {
    return judge_clients(witnesses, *account, rules);
  }
  // The report of an account that has sent nothing.
  StoredAccount none(0, {.name = "(no account)", .tag = "", .draws = SeededRandom(0, "")}, {});
  return judge_clients(witnesses, &none, rules);
}

std::string Mock::explain(std::string_view request_id) const {
  const Journal& journal = impl_->core.journal();
  const auto kept = journal.find(request_id, nullptr);
  if (!kept) return "";
  JournalRedaction redaction(journal);
  return explanation_of(*kept, redaction);
}

}  // namespace wavespeed_mock
