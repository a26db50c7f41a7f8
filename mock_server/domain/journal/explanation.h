// Why a request was answered as it was, as text for people.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>
#include <string_view>

#include "base/value/random.h"
#include "domain/journal/journal_redaction.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Several lines without secrets; the last ends in a line break.
std::string explanation_of(const KeptEntry& kept, JournalRedaction& redaction);

// "at once", "after 30ms, its body cut after 10 bytes, then the connection was reset"
std::string delivery_text(const DeliveryPlan& delivery);

// "run_time"
std::string_view to_text(RandomStream purpose);

}  // namespace wavespeed_mock
