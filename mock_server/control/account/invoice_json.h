// An invoice as the control plane shows it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "wavespeed_mock/invoice.h"

namespace wavespeed_mock {

// What every invoice says about taxes.
inline constexpr std::string_view kInvoiceNote = "Prices exclude taxes; none were charged.";

// Money in US dollars.
nlohmann::ordered_json invoice_json(const Invoice& invoice);

// For lists: its number, its time and its total.
nlohmann::ordered_json invoice_summary_json(const Invoice& invoice);

}  // namespace wavespeed_mock
