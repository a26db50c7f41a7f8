// One thing that can go wrong. Each kind is a class in a file of its own in this folder, whose
// fields are its JSON; docs/adding-a-fault.md shows how one is added.
//
// Immutable once loaded; may be used from any thread.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "domain/faults/fault_plan.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

class FaultFields;

// Random draws of one fault that fired: the same for the same seed, account and number of firing.
struct FaultDraws {
  const Draws& draws;  // the account's
  std::uint64_t ordinal = 0;

  double uniform() const { return draws.uniform(Purpose::fault, ordinal); }
};

class Fault {
 public:
  virtual ~Fault() = default;

  // As it stands in JSON: "error", "rate_limited", "connection_reset", …
  virtual std::string_view type() const = 0;

  // Shows each field to `fields`, which reads, writes or describes it.
  virtual void visit(FaultFields& fields) = 0;

  // Whether the client gets another answer than the endpoint's, or none: such a fault may come
  // before the request is carried out.
  virtual bool takes_answer() const { return false; }

  // What the fault does; each kind overrides what it is about. `response` is the endpoint's, or an
  // empty one where the request never reached it.
  virtual void on_task(TaskFault&, const FaultDraws&) const {}
  virtual void on_webhook(WebhookFault&, const FaultDraws&) const {}
  virtual void on_answer(Response&, const Request&, const FaultDraws&) const {}
};

// Reads a fault: a JSON object with `type` and the fields of that type; only the name of the type
// stands for one that needs no fields. `where` names it in complaints. Throws ConfigError, which
// names the nearest known type or field.
std::shared_ptr<const Fault> load_fault(const nlohmann::json& value, const std::string& where);

// The same fault with every field.
nlohmann::ordered_json to_json(const Fault& fault);

// In the order in which people read them.
std::vector<std::string_view> fault_types();

}  // namespace wavespeed_mock
