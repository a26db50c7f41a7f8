// Makes a fault of each kind from its settings.
#pragma once

#include <memory>

#include "domain/faults/kinds/fault.h"
#include "wavespeed_mock/fault_rule.h"

namespace wavespeed_mock {

// Answers.
std::unique_ptr<Fault> make_fault(faults::Error settings);
std::unique_ptr<Fault> make_fault(faults::RateLimited settings);
std::unique_ptr<Fault> make_fault(faults::Gateway settings);
std::unique_ptr<Fault> make_fault(faults::EnvelopeError settings);
std::unique_ptr<Fault> make_fault(faults::NullData);
std::unique_ptr<Fault> make_fault(faults::MalformedJson settings);
std::unique_ptr<Fault> make_fault(faults::WrongContentType settings);

// The wire.
std::unique_ptr<Fault> make_fault(faults::Delay settings);
std::unique_ptr<Fault> make_fault(faults::NoAnswer settings);
std::unique_ptr<Fault> make_fault(faults::ConnectionReset settings);
std::unique_ptr<Fault> make_fault(faults::EmptyReply);
std::unique_ptr<Fault> make_fault(faults::TruncatedBody settings);
std::unique_ptr<Fault> make_fault(faults::MalformedChunk);
std::unique_ptr<Fault> make_fault(faults::Dribble settings);
std::unique_ptr<Fault> make_fault(faults::Bandwidth settings);

// Tasks.
std::unique_ptr<Fault> make_fault(faults::TaskFailed settings);
std::unique_ptr<Fault> make_fault(faults::TaskStuck settings);
std::unique_ptr<Fault> make_fault(faults::TaskCancelled settings);
std::unique_ptr<Fault> make_fault(faults::TaskTimeout settings);
std::unique_ptr<Fault> make_fault(faults::TaskNsfw);
std::unique_ptr<Fault> make_fault(faults::TaskNoOutputs);
std::unique_ptr<Fault> make_fault(faults::TaskTime settings);

// Webhooks.
std::unique_ptr<Fault> make_fault(faults::WebhookDuplicate settings);
std::unique_ptr<Fault> make_fault(faults::WebhookLate settings);
std::unique_ptr<Fault> make_fault(faults::WebhookOutOfOrder);
std::unique_ptr<Fault> make_fault(faults::WebhookWrongSignature);
std::unique_ptr<Fault> make_fault(faults::WebhookOldTimestamp settings);

}  // namespace wavespeed_mock
