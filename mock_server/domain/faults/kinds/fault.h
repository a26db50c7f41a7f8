// One thing that can go wrong. Each kind is a class in a file of its own in this folder, whose
// fields are its JSON; docs/adding-a-fault.md shows how one is added.
//
// Immutable once loaded; may be used from any thread.
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

// What a fault that fired knows: the time, and random draws that are the same for the same seed,
// account and number of firing.
struct FaultDraws {
  const SeededRandom& draws;  // the account's
  std::uint64_t ordinal = 0;
  Timestamp now{};  // by the mock's clock

  // `which` tells the draws of one firing apart.
  Duration time(const Distribution& distribution, std::uint64_t which = 0) const;
};

// An answer on its way out, as one fault after the other finds it.
struct AnswerFault {
  Response& response;  // the endpoint's, or an empty one where the request never reached it
  const Request& request;
  // Writes an error as the API does.
  Response (*failure)(const ApiError&, std::string_view method);
  bool replaced = false;  // by another one than the endpoint's

  // Puts another answer in the endpoint's place, in the same delivery; does nothing where an
  // earlier fault has done so.
  void replace(Response other);
  // Ends the delivery so; nothing where an earlier fault ends it. `body_bytes` as in DeliveryPlan.
  void end(Ending ending, std::optional<std::uint64_t> body_bytes);
};

class Fault {
 public:
  virtual ~Fault() = default;

  // As it stands in JSON: "error", "rate_limited", "connection_reset", …
  virtual std::string_view type() const = 0;

  // Shows each field to `fields`, which reads, writes or describes it.
  virtual void visit(FaultFields& fields) = 0;

  // What is wrong with fields that are right one by one; "" for nothing.
  virtual std::string problem() const { return ""; }

  // Whether the client gets another answer than the endpoint's, or none: such a fault may come
  // before the request is carried out.
  virtual bool takes_answer() const { return false; }

  // What the fault does; each kind overrides what it is about.
  virtual void on_task(TaskFault&, const FaultDraws&) const {}
  virtual void on_webhook(WebhookFault&, const FaultDraws&) const {}
  virtual void on_answer(AnswerFault&, const FaultDraws&) const {}
};

// Reads a fault: a JSON object with `type` and the fields of that type; only the name of the type
// stands for one whose fields all have their defaults. `where` names it in complaints. Throws
// ConfigError, which names the nearest known type or field.
std::shared_ptr<const Fault> load_fault(const nlohmann::json& value, const std::string& where);

// The same from typed settings; fields are checked alike.
std::shared_ptr<const Fault> load_fault(const faults::Any& settings, const std::string& where);

// The same fault with every field that says something.
nlohmann::ordered_json to_json(const Fault& fault);

// In the order in which people read them.
std::vector<std::string_view> fault_types();

// What a fault of that type does, in one line, and its JSON schema, in which each field has its
// meaning and default. Only for one of fault_types().
std::string_view fault_meaning(std::string_view type);
nlohmann::ordered_json fault_schema(std::string_view type);

}  // namespace wavespeed_mock
