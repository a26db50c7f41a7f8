// The check that a strict mock does on each request: what is wrong with it by the contract, and by
// the inputs of the model that it names.
//
// May be used from any thread.
#pragma once

#include <string>

#include "contract/client_reports.h"
#include "contract/contract_check.h"
#include "domain/models/catalogue.h"

namespace wavespeed_mock {

class ClientContract {
 public:
  // All must outlive it.
  ClientContract(const ContractDocument& document, const Catalogue& catalogue,
                 ClientReports& reports);

  // Checks a request and reports what is wrong with it. Returns the first problem in one line; ""
  // when there is none, and for what is not part of the service.
  std::string observe(const Request& request, std::string_view account, Timestamp now) const;

 private:
  std::vector<ContractProblem> problems_of(const Operation* operation,
                                           const Request& request) const;

  const ContractCheck check_;
  const Catalogue& catalogue_;
  ClientReports& reports_;
};

}  // namespace wavespeed_mock
