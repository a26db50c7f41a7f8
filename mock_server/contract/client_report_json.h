// A client report as JSON (docs/client-report.md).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock {

nlohmann::ordered_json client_report_json(const ClientReport& report);

}  // namespace wavespeed_mock
