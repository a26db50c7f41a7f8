// How the mock's models differ from those of the service.
//
// A function without state; any thread may call it.
#pragma once

#include <string_view>
#include <vector>

#include "wavespeed_mock/drift.h"

namespace wavespeed_mock {

// At most this many findings, one for each model that differs.
inline constexpr std::size_t kMaxCatalogueFindings = 100;

// What has drifted between two answers of GET /api/v3/models: models that only one side has, other
// types, prices, formulas and inputs. The test models mock/…, and those that are built in although
// the service has them no more, are not missing there. Nothing where one text is not a catalogue.
std::vector<DriftFinding> compare_catalogues(std::string_view mock, std::string_view live);

}  // namespace wavespeed_mock
