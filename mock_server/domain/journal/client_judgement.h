// The client report: violations of the contract, behaviour of clients. The behaviour is read from
// the journal when a report is requested; nothing is collected for it before.
//
// Functions without state; any thread may call them.
#pragma once

#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "domain/journal/journal.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock {

class ClientReports;

// Reads names with commas between them, "double_submit,polling"; an empty text means all
// rules, "none" for none. 400 for a name that is not known.
Outcome<std::vector<ClientRule>> read_client_rules(std::string_view list);

struct ClientWitnesses {
  const ClientReports* contract;  // null: requests are not checked against the contract
  const Journal& journal;
  const Clock& clock;
};

// The report of one account, or, for null, of all accounts; by these rules of behaviour, each once.
ClientReport judge_clients(const ClientWitnesses& witnesses, StoredAccount* only,
                           const std::vector<ClientRule>& rules);

// Excludes what has happened until now from later reports. `contract` as above.
void forget_clients(ClientReports* contract, const Journal& journal, StoredAccount* only);

}  // namespace wavespeed_mock
