// Files that have what the service says of its models: every entry is a model or an oddity, and
// what `models reduce` leaves of one is the same model.
//
// An input is the text of a file.
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text/json_parser.h"
#include "domain/models/catalogue_diff.h"
#include "domain/models/catalogue_file.h"
#include "domain/models/lazy_models.h"
#include "domain/models/model_facts_line.h"
#include "domain/models/pricing.h"
#include "domain/models/sample_inputs.h"
#include "domain/models/service_model.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::catalogue_files {
namespace {

using nlohmann::json;

void check_oddities(const std::vector<SchemaOddity>& oddities) {
  for (const SchemaOddity& oddity : oddities) {
    check(oddity.where.starts_with("input"), "an oddity says where it is", oddity.where);
    check(!oddity.what.empty(), "an oddity says what is odd");
    check(json(oddity.what).dump().size() < 4'096, "an oddity is short", oddity.what);
  }
}

// A model of the file that its reduced line has too.
void check_reduced(const ModelFacts& facts, const std::string& line) {
  std::vector<SchemaOddity> ignored;
  const auto read = read_service_facts(parse_json(line).value(), "input", ignored);
  check(read.has_value(), "a reduced entry is a model", line);
  check_equal(facts_line(*read), line, "a reduced entry stays as it is");
  check(diff_catalogues({facts}, {*read}).empty(), "a reduced entry is the same model", line);
}

// Its line in a reduced file; nullopt for an entry that is not a model.
std::optional<std::string> check_entry(const json& entry, const std::string& where) {
  std::vector<SchemaOddity> oddities;
  const auto facts = read_service_facts(entry, where, oddities);
  check(facts.has_value() || !oddities.empty(), "an entry is a model or odd");
  check_oddities(oddities);
  oddities.clear();
  const auto model = load_service_model(entry, where, oddities);
  check_oddities(oddities);
  check(model.has_value() == facts.has_value(), "a model has facts");
  if (!facts) return std::nullopt;
  check_equal(model->id, facts->id, "a model has the id of its facts");
  check_equal(model->request_schema, facts->request_schema, "a model has the facts' schema");

  const auto schema = parse_json(facts->request_schema);
  check(schema && schema->is_object(), "a request schema is an object", facts->request_schema);
  const json inputs = sample_inputs(*schema);
  check(inputs.is_object(), "sample inputs are an object");
  check(price_of(*model, inputs, {}).amount >= Money{}, "a price is at least 0");
  std::string line = facts_line(*facts);
  check_reduced(*facts, line);
  return line;
}

void run(std::string_view text) {
  std::string reduced;
  std::set<std::string> ids;
  try {
    each_catalogue_entry(text, "input", [&](const json& entry, const std::string& where) {
      const auto line = check_entry(entry, where);
      if (line && ids.insert(entry["model_id"].get<std::string>()).second) reduced += *line + '\n';
    });
  } catch (const ConfigError& error) {
    const std::string_view says = error.what();
    check(says.starts_with("input"), "an error says where it is", says);
    check(says.size() < 4'096, "an error is short", says);
    return;
  }
  const LazyModels models(reduced, "reduced");
  check(models.ids().size() == ids.size(), "a reduced file has the same models");
  for (const std::string_view id : models.ids()) {
    const Model* const model = models.find(id);
    check(model != nullptr, "a model of a reduced file loads", id);
    check_equal(model->id, id, "a model has its id");
  }
}

const Target target("catalogue_files", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::catalogue_files
