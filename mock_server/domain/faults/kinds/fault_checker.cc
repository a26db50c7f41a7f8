#include "domain/faults/kinds/fault_checker.h"

#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_reader.h"
#include "domain/faults/kinds/fault_writer.h"

namespace wavespeed_mock {

// Writes the fields as JSON, and reads them again: the reader knows the range of each.
void check_fault_fields(Fault& fault, const std::string& where) {
  nlohmann::ordered_json fields = nlohmann::ordered_json::object();
  write_fault_fields(fault, fields);
  const nlohmann::json written = fields;
  JsonReader in(written, where);
  read_fault_fields(fault, in);
}

}  // namespace wavespeed_mock
