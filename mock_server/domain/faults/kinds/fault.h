// A fault: one way to fail.
//
// Each kind is a class in a file of this folder, and its fields are its JSON;
// docs/adding-a-fault.md shows how to add one.
//
// Immutable after it is loaded; may be used from any thread.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "base/value/distribution.h"
#include "base/value/random.h"
#include "records/fault_plan.h"
#include "wavespeed_mock/fault_rule.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

class FaultFields;

// What a fault that fires needs: the time, and random draws, which follow from the seed, the
// account and the number of the firing.
struct FaultDraws {
  const SeededRandom& draws;  // the account's
  std::uint64_t ordinal = 0;
  Timestamp now{};  // by the mock's clock

  // `which` numbers the draws of one firing.
  Duration time(const Distribution& distribution, std::uint64_t which = 0) const;
};

// An answer that faults change one after another, before it is sent.
struct AnswerFault {
  Response& response;  // the endpoint's; empty if the request was not carried out
  const Request& request;
  // Makes an error response as the API does.
  Response (*failure)(const ApiError&, std::string_view method);
  bool replaced = false;  // whether a fault has replaced the endpoint's answer

  // Replaces the endpoint's answer, but not its delivery, unless an earlier fault has done so.
  void replace(Response other);
  // Sets how the delivery ends, unless an earlier fault has done so. `body_bytes` as in
  // DeliveryPlan.
  void end(Ending ending, std::optional<std::uint64_t> body_bytes);
};

class Fault {
 public:
  virtual ~Fault() = default;

  // Its name in JSON: "error", "rate_limited", "connection_reset", …
  virtual std::string_view type() const = 0;

  // Passes each field to `fields`, which reads, writes or describes it.
  virtual void visit(FaultFields& fields) = 0;

  // How fields that are valid one by one contradict each other; "" if they do not.
  virtual std::string problem() const { return ""; }

  // Whether the client does not get the endpoint's answer: such a fault can fire before the request
  // is carried out.
  virtual bool takes_answer() const { return false; }

  // What the fault does. Each kind overrides the functions that it needs.
  virtual void on_task(TaskFault&, const FaultDraws&) const {}
  virtual void on_webhook(WebhookFault&, const FaultDraws&) const {}
  virtual void on_answer(AnswerFault&, const FaultDraws&) const {}
};

// Reads a fault: a JSON object with `type` and the fields of that type, or the name of the type
// alone for a fault with all defaults. `where` names it in errors. Throws ConfigError, which names
// the nearest known type or field.
std::shared_ptr<const Fault> load_fault(const nlohmann::json& value, const std::string& where);

// The same from typed settings, which are checked in the same way.
std::shared_ptr<const Fault> load_fault(const faults::Any& settings, const std::string& where);

// The fault with all fields that have a value.
nlohmann::ordered_json to_json(const Fault& fault);

// In the order of the documentation.
std::vector<std::string_view> fault_types();

// What a fault of that type does, in one line, and its JSON schema, with the description and
// default of each field. `type` must be one of fault_types().
std::string_view fault_meaning(std::string_view type);
nlohmann::ordered_json fault_schema(std::string_view type);

}  // namespace wavespeed_mock
