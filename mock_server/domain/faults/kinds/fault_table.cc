// The table of all kinds of fault.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "domain/faults/kinds/fault.h"
#include "domain/faults/kinds/fault_checker.h"
#include "domain/faults/kinds/fault_describer.h"
#include "domain/faults/kinds/fault_reader.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/faults/kinds/fault_writer.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

struct FaultKind {
  std::string_view type;
  std::string_view meaning;
  std::unique_ptr<Fault> (*make)();
};

template <class Kind>
std::unique_ptr<Fault> make_default() {
  return make_fault(Kind{});
}

constexpr FaultKind kKinds[] = {
    {"error", "An HTTP error in the API's envelope, or with any body", make_default<faults::Error>},
    {"rate_limited", "HTTP 429 \"Too Many Requests\" with Retry-After",
     make_default<faults::RateLimited>},
    {"gateway", "HTTP 502, 503 or 504, as a proxy in front of the API answers",
     make_default<faults::Gateway>},
    {"envelope_error", "HTTP 200 with an error in the envelope",
     make_default<faults::EnvelopeError>},
    {"null_data", "HTTP 200 and success, but without data", make_default<faults::NullData>},
    {"malformed_json", "The endpoint's answer, broken so that no parser accepts it",
     make_default<faults::MalformedJson>},
    {"wrong_content_type", "The endpoint's answer under another Content-Type",
     make_default<faults::WrongContentType>},

    {"delay", "The answer comes late", make_default<faults::Delay>},
    {"no_answer", "The connection stays open, but nothing is sent, or nothing more",
     make_default<faults::NoAnswer>},
    {"connection_reset", "The connection is reset (RST)", make_default<faults::ConnectionReset>},
    {"empty_reply", "The connection is closed without a byte of an answer",
     make_default<faults::EmptyReply>},
    {"truncated_body", "The connection is closed before the end of the body",
     make_default<faults::TruncatedBody>},
    {"malformed_chunk", "A body in chunked coding with a chunk whose length is not a number",
     make_default<faults::MalformedChunk>},
    {"dribble", "The body comes in small pieces with pauses", make_default<faults::Dribble>},
    {"bandwidth", "The body comes at a fixed number of bytes per second",
     make_default<faults::Bandwidth>},

    {"task_failed", "The task fails with one of the documented codes",
     make_default<faults::TaskFailed>},
    {"task_stuck", "The task never ends", make_default<faults::TaskStuck>},
    {"task_cancelled", "The task ends as cancelled, and is refunded",
     make_default<faults::TaskCancelled>},
    {"task_timeout", "The task ends as timed out, and is refunded",
     make_default<faults::TaskTimeout>},
    {"task_nsfw", "The task completes, and each output is flagged as not safe for work",
     make_default<faults::TaskNsfw>},
    {"task_no_outputs", "The task completes without an output",
     make_default<faults::TaskNoOutputs>},
    {"task_time", "The task waits and runs for the given times", make_default<faults::TaskTime>},

    {"webhook_duplicate", "The webhook is delivered again after it was accepted",
     make_default<faults::WebhookDuplicate>},
    {"webhook_late", "The webhook comes late", make_default<faults::WebhookLate>},
    {"webhook_out_of_order", "The webhook is delivered after the next one of the account",
     make_default<faults::WebhookOutOfOrder>},
    {"webhook_wrong_signature", "The webhook is signed with another secret",
     make_default<faults::WebhookWrongSignature>},
    {"webhook_old_timestamp", "The webhook is dated and signed in the past",
     make_default<faults::WebhookOldTimestamp>},
};

const FaultKind* find_kind(std::string_view type) {
  const auto* const found = std::ranges::find(kKinds, type, &FaultKind::type);
  return found == std::end(kKinds) ? nullptr : found;
}

[[noreturn]] void refuse_type(const std::string& where, const nlohmann::json& type) {
  std::string nearest;
  if (type.is_string()) nearest = did_you_mean(type.get_ref<const std::string&>(), fault_types());
  throw ConfigError(where + ": " + json_quote(type) + " is not a type of fault" +
                    (nearest.empty() ? "; see docs/faults.md" : nearest));
}

// Fields that are valid one by one may still contradict each other.
std::shared_ptr<const Fault> checked(std::shared_ptr<Fault> fault, const std::string& where) {
  if (const std::string problem = fault->problem(); !problem.empty()) {
    throw ConfigError(where + ": " + problem);
  }
  return fault;
}

}  // namespace

std::shared_ptr<const Fault> load_fault(const faults::Any& settings, const std::string& where) {
  std::shared_ptr<Fault> fault =
      std::visit([](const auto& kind) { return make_fault(kind); }, settings);
  check_fault_fields(*fault, where);
  return checked(std::move(fault), where);
}

std::shared_ptr<const Fault> load_fault(const nlohmann::json& value, const std::string& where) {
  const nlohmann::json object = value.is_string() ? nlohmann::json{{"type", value}} : value;
  JsonReader in(object, where, "fault");
  const nlohmann::json* type = in.value("type");
  if (type == nullptr) throw ConfigError(where + ": field \"type\" is missing");
  const FaultKind* kind =
      type->is_string() ? find_kind(type->get_ref<const std::string&>()) : nullptr;
  if (kind == nullptr) refuse_type(where, *type);

  std::shared_ptr<Fault> fault = kind->make();
  read_fault_fields(*fault, in);
  in.done();
  return checked(std::move(fault), where);
}

ordered_json to_json(const Fault& fault) {
  ordered_json out = {{"type", fault.type()}};
  write_fault_fields(fault, out);
  return out;
}

std::vector<std::string_view> fault_types() {
  std::vector<std::string_view> types;
  for (const FaultKind& kind : kKinds) types.push_back(kind.type);
  return types;
}

std::string_view fault_meaning(std::string_view type) {
  return find_kind(type)->meaning;
}

ordered_json fault_schema(std::string_view type) {
  const FaultKind* kind = find_kind(type);
  ordered_json properties = {{"type", {{"const", type}}}};
  properties.update(describe_fault_fields(*kind->make()));
  return {{"type", "object"},
          {"description", kind->meaning},
          {"properties", std::move(properties)},
          {"required", {"type"}},
          {"additionalProperties", false}};
}

}  // namespace wavespeed_mock
