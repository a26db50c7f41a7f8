// JSON schemas of the files that the mock starts from, as the readers of `serve` define them:
// fixture files, scenario files.
//
// Each call reads a specimen (see specimens.h); may be called from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "cli/formats/format_recorder.h"

namespace wavespeed_mock::cli {

// Every kind of object in such a file; the file itself is the first.
std::vector<RecordedKind> fixture_kinds();
std::vector<RecordedKind> scenario_kinds();

// JSON schemas, draft 2020-12. What they refuse, the readers refuse too; some of what the readers
// refuse, such as an invalid duration, no schema can say.
nlohmann::ordered_json fixtures_schema();
nlohmann::ordered_json scenario_schema();

// Whether neither the specimens nor a separate entry say what the field may be.
bool is_unknown(const RecordedKind& kind, const RecordedField& field);

}  // namespace wavespeed_mock::cli
