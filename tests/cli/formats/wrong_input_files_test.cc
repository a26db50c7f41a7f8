// Schemas and readers agree about files that are wrong in one place, and about every form of a
// text.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "app/route_table.h"
#include "cli/formats/input_formats.h"

namespace wavespeed_mock::cli::wrong_input_files_test {
namespace {

// Every place in a file, as JSON pointers.
void add_locations(const json& value, const json::json_pointer& at,
                   std::vector<json::json_pointer>& locations) {
  locations.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) add_locations(member, at / key, locations);
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) add_locations(value[i], at / i, locations);
  }
}

// Where the schema accepts what readers refuse, because it depends on the rest of the file.
bool depends_on_others(const std::string& location) {
  return location.find("/when") != std::string::npos || location.ends_with("/default") ||
         location.find("/enum") != std::string::npos;
}

// Where every value is valid: what a fault rule compares with the body of a request.
bool may_be_anything(const std::string& location) {
  return location.find("/body/") != std::string::npos;
}

void expect_refused(const Format& format, const json::json_pointer& at, const json& value) {
  json file = format.specimen;
  file[at] = value;
  const std::string location = at.to_string();
  if (may_be_anything(location)) return;
  EXPECT_NE(format.error_for(file), "") << format.name << location << " = " << value;
  if (depends_on_others(location)) return;
  EXPECT_NE(format.judge.problem(file), "") << format.name << location << " = " << value;
}

class WrongFiles : public testing::TestWithParam<const char*> {
 protected:
  static Format format() {
    return std::string(GetParam()) == "Fixtures" ? fixture_format() : scenario_format();
  }
  static std::vector<json::json_pointer> locations(const Format& format) {
    std::vector<json::json_pointer> locations;
    add_locations(format.specimen, json::json_pointer(), locations);
    return locations;
  }
};

TEST_P(WrongFiles, WithAnUnknownFieldAreRefusedByBoth) {
  const Format kind = format();
  for (const json::json_pointer& at : locations(kind)) {
    if (kind.specimen[at].is_object()) expect_refused(kind, at / "no_such_field", 1);
  }
}

TEST_P(WrongFiles, WithAnotherTypeAreRefusedByBoth) {
  const Format kind = format();
  for (const json::json_pointer& at : locations(kind)) {
    if (!kind.specimen[at].is_structured()) expect_refused(kind, at, {{"no_such_field", 1}});
    if (at.to_string().ends_with("/additionalProperties")) continue;  // may be true or false too
    if (kind.specimen[at].is_structured()) expect_refused(kind, at, true);
  }
}

TEST_P(WrongFiles, WithANumberOutOfItsRangeAreRefusedByBoth) {
  const Format kind = format();
  for (const json::json_pointer& at : locations(kind)) {
    const std::string location = at.to_string();
    // Any number.
    if (location.find("/enum/") != std::string::npos || location.ends_with("/const")) continue;
    const json& value = kind.specimen[at];
    if (value.is_number_integer()) expect_refused(kind, at, 1e301);
    if (value.is_number_float()) expect_refused(kind, at, -1e301);
  }
}

TEST_P(WrongFiles, WithoutARequiredFieldAreRefusedByBoth) {
  const Format kind = format();
  std::size_t count = 0;
  for (const json::json_pointer& at : locations(kind)) {
    if (at.empty() || !kind.specimen[at.parent_pointer()].is_object()) continue;
    json file = kind.specimen;
    file[at.parent_pointer()].erase(at.back());
    if (kind.judge.problem(file).empty()) continue;  // may be left out
    ++count;
    EXPECT_NE(kind.error_for(file), "") << kind.name << at.to_string();
  }
  EXPECT_GE(count, 10U);
}

TEST(WrongInputFiles, WithTextsAndObjectsThatNoReaderTakesAreRefusedByBoth) {
  const Format fixtures = fixture_format();
  const Format scenario = scenario_format();
  for (const Format* const format : {&fixtures, &scenario}) {
    const auto refuse = [&](const std::string& at, const json& value) {
      expect_refused(*format, json::json_pointer(at), value);
    };
    refuse("/faults/0", {{"route", "submit"}});
    refuse("/faults/0", {{"fault", "delay"}, {"faults", {"delay"}}});
    for (const char* const route : {"submitt", "get /api/v3/balance", "GET", "/api/v3/balance"}) {
      refuse("/faults/0/route", route);
      refuse("/faults/1/route/1", route);
    }
    refuse("/faults/1/route", json::array());
    refuse("/faults/0/id", ".a");
    refuse("/faults/0/id", std::string(65, 'a'));
    for (const char* const time : {"", "soon", "-1s", "5", "1.s", "1 s", "1s2", "1.5.2s"}) {
      refuse("/faults/0/from", time);
      refuse("/faults/0/until", time);
      refuse("/faults/0/fault", {{"type", "delay"}, {"time", time}});
      refuse("/accounts/0/credits/0/expires_in", time);
    }
    refuse("/faults/2/header", {{"name", "X-Client"}, {"equals", "a"}, {"contains", "a"}});
  }
  const auto refuse = [&](const Format& format, const std::string& at, const json& value) {
    expect_refused(format, json::json_pointer(at), value);
  };
  refuse(fixtures, "/models/0/run_time", "2s");
  refuse(fixtures, "/models/0/failure/code", 5001);
  refuse(fixtures, "/models/0/price/times/0", {{"per", 2}});
  refuse(fixtures, "/models/0/price/times/1", {{"characters_of", "prompt"}, {"input", "count"}});
  refuse(fixtures, "/coupons/0/code", "A B");
  refuse(fixtures, "/coupons/0/expires_in", "always");
  refuse(fixtures, "/coupons/0/credit_expires_in", "30");
  refuse(scenario, "/steps/0/at", "soon");
  refuse(scenario, "/steps/0/for", "-1s");
  refuse(scenario, "/clock/mode", "fast");
}

TEST(InputTexts, ThatTheReadersTakeAreAcceptedByTheSchemas) {
  const SchemaJudge judge(scenario_schema());
  const auto accept = [&](const std::string& at, const json& value) {
    json file = json::parse(scenario_specimen());
    file[json::json_pointer(at)] = value;
    EXPECT_EQ(error_of_scenario(file), "") << at << " = " << value;
    EXPECT_EQ(judge.problem(file), "") << at << " = " << value;
  };
  for (const char* const time : {"0", "1ns", "1.5s", ".5s", "0.25m", "1h", "36525d"}) {
    // With "for", a step would end after the longest duration.
    if (time != std::string("36525d")) accept("/steps/0/at", time);
    accept("/accounts/0/credits/0/expires_in", time == std::string("0") ? "never" : time);
    accept("/faults/0/fault", {{"type", "delay"}, {"time", time}});
  }
  for (const char* const time : {"0.25m", "36525d"}) accept("/faults/0/until", time);
  accept("/faults/0/fault", {{"type", "delay"}, {"time", "percentiles:p50=1s,p99=2s"}});
  for (const std::string_view route : service_route_names()) accept("/faults/2/route", route);
  accept("/faults/2/route", "GET /api/v3/predictions/{id}/result");
  accept("/faults/2/header", {{"name", "X-Client"}, {"equals", "a"}, {"present", true}});
  for (const char* const mode : {"manual", "auto"}) accept("/clock/mode", mode);
}

INSTANTIATE_TEST_SUITE_P(WrongInputFiles, WrongFiles, testing::Values("Fixtures", "Scenario"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace wavespeed_mock::cli::wrong_input_files_test
