// The credit line that an account begins with, as a fixture or a scenario says it: approved before
// the start, and paused by a bill that is overdue where one is.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>

#include "base/text/json_reader.h"
#include "base/value/field_problem.h"
#include "domain/models/catalogue.h"
#include "records/account.h"
#include "wavespeed_mock/new_account.h"

namespace wavespeed_mock {

struct CreditLineStart {
  Money limit;
  Money overdue;                      // of the bill; zero: nothing is owed
  const ModelLabel* model = nullptr;  // what the bill is for
};

// `line` as it is begun; what is wrong with it, where it was not read from JSON.
CreditLineStart credit_line_start(const NewCreditLine& line, const Catalogue& catalogue);
std::optional<FieldProblem> find_problem(const NewCreditLine& line);

// The field `credit_line`; nullopt when there is none. Throws ConfigError.
std::optional<CreditLineStart> read_credit_line_start(JsonReader& in, const Catalogue& catalogue);

// When a line was drawn on of which a bill is overdue at `now`, whatever day of its month that is:
// on the last day of the month before the last.
Timestamp credit_line_drawn_at(Timestamp now);

// Gives the account its line, and has it draw at that time what is overdue later. Where something
// is, no prepaid credit may be left then.
void begin_credit_line(Ledger& ledger, const CreditLineStart& start, Timestamp time);

}  // namespace wavespeed_mock
