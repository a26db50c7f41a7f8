// Makes a fault of each kind, with the defaults of its fields. One line for each file of a kind.
#pragma once

#include <memory>

#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

// Answers.
std::unique_ptr<Fault> make_error();
std::unique_ptr<Fault> make_rate_limited();
std::unique_ptr<Fault> make_gateway();
std::unique_ptr<Fault> make_envelope_error();
std::unique_ptr<Fault> make_null_data();
std::unique_ptr<Fault> make_malformed_json();
std::unique_ptr<Fault> make_wrong_content_type();

// The wire.
std::unique_ptr<Fault> make_delay();
std::unique_ptr<Fault> make_no_answer();
std::unique_ptr<Fault> make_connection_reset();
std::unique_ptr<Fault> make_empty_reply();
std::unique_ptr<Fault> make_truncated_body();
std::unique_ptr<Fault> make_malformed_chunk();
std::unique_ptr<Fault> make_dribble();
std::unique_ptr<Fault> make_bandwidth();

// Tasks.
std::unique_ptr<Fault> make_task_failed();
std::unique_ptr<Fault> make_task_stuck();
std::unique_ptr<Fault> make_task_cancelled();
std::unique_ptr<Fault> make_task_timeout();
std::unique_ptr<Fault> make_task_nsfw();
std::unique_ptr<Fault> make_task_no_outputs();
std::unique_ptr<Fault> make_task_time();

// Webhooks.
std::unique_ptr<Fault> make_webhook_duplicate();
std::unique_ptr<Fault> make_webhook_late();
std::unique_ptr<Fault> make_webhook_out_of_order();
std::unique_ptr<Fault> make_webhook_wrong_signature();
std::unique_ptr<Fault> make_webhook_old_timestamp();

}  // namespace wavespeed_mock
