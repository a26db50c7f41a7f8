// Request schemas that the service wrote: each loads, and checks inputs in bounded time.
//
// An input is a schema, "---", and inputs for it, which may be left out.
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/text/json_parser.h"
#include "domain/models/input_media.h"
#include "domain/models/input_schema_loader.h"
#include "domain/models/input_validation.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::service_schemas {
namespace {

using nlohmann::json;

void check_problem(const std::optional<std::string>& problem) {
  if (!problem) return;
  check(!problem->empty(), "a problem has words");
  check(json(*problem).dump().size() > 2, "a problem is UTF-8", *problem);
}

void check_inputs(const InputSchema& schema, const json& inputs) {
  check_problem(find_given_input_problem(schema, inputs));
  const auto ignoring = find_input_problem(schema, inputs, UnknownInputs::ignore);
  const auto refusing = find_input_problem(schema, inputs, UnknownInputs::refuse);
  check_problem(ignoring);
  check_problem(refusing);
  check_problem(find_input_problem(schema, inputs));
  media_urls(schema, inputs);
}

void run(std::string_view text) {
  constexpr std::string_view kSeparator = "\n---\n";
  const std::size_t end = text.find(kSeparator);
  const auto schema = parse_json(text.substr(0, end));
  if (!schema) return;
  json inputs = json::object();
  if (end != std::string_view::npos) {
    const auto given = parse_json(text.substr(end + kSeparator.size()));
    if (given && given->is_object()) inputs = *given;
  }

  std::vector<SchemaOddity> oddities;
  const InputSchema lenient = load_service_schema(*schema, "input", oddities);
  for (const SchemaOddity& oddity : oddities) {
    check(oddity.where.starts_with("input"), "an oddity says where it is", oddity.where);
    check(!oddity.what.empty(), "an oddity says what is odd");
  }
  check_inputs(lenient, inputs);
  try {
    const InputSchema strict = load_input_schema(*schema, "input");
    check_inputs(strict, inputs);
    if (oddities.empty()) {
      check_equal(find_input_problem(strict, inputs).value_or(""),
                  find_input_problem(lenient, inputs).value_or(""),
                  "a schema without oddities is the same to both loaders");
    }
  } catch (const ConfigError& error) {
    check(std::string_view(error.what()).starts_with("input"), "an error says where it is",
          error.what());
  }
}

const Target target("service_schemas", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::service_schemas
