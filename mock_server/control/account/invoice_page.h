// An invoice as a page to be printed.
#pragma once

#include <string>

#include "wavespeed_mock/invoice.h"

namespace wavespeed_mock {

// HTML for A4 that loads nothing from anywhere. All that people have given is escaped.
std::string invoice_page(const Invoice& invoice);

}  // namespace wavespeed_mock
