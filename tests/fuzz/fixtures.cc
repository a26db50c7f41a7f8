// Fixture files: every entry is read or refused with an error that says where.
//
// An input is the text of a file.
#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/route_table.h"
#include "base/text/json_reader.h"
#include "domain/billing/coupons.h"
#include "domain/models/model_loader.h"
#include "domain/scenarios/account_loader.h"
#include "domain/scenarios/fixture_files.h"
#include "fuzz/support/fuzzed_mock.h"
#include "fuzz/support/target.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::fuzz::fixtures {
namespace {

void check_error(const ConfigError& error) {
  const std::string_view text = error.what();
  check(text.starts_with("input"), "an error says where it is", text);
  check(text.size() < 4'096, "an error is short", text);
}

// Calls `read`; what is wrong must be said in a ConfigError.
void expect_good_errors(const std::function<void()>& read) {
  try {
    read();
  } catch (const ConfigError& error) {
    check_error(error);
  }
}

void run(std::string_view text) {
  static FuzzedMock mock(Options{.seed = 7});
  mock.start_again();
  // As a mock at its start, but none is made for an input, and each entry is read for itself.
  const ControlContext& control = mock.core().control();
  const Timestamp now = mock.clock().now();
  const auto each = [](EntryLoader load) -> EntryLoader {
    return [load](const nlohmann::json& entry, const std::string& where) {
      expect_good_errors([&] { load(entry, where); });
    };
  };
  Tiers tiers;
  const FixtureLoaders loaders{
      .model = each([&](const auto& entry, const auto& where) {
        const Model model = load_model(entry, where);
        check(!model.id.empty(), "a model has an id");
        if (const auto faults = entry.find("faults"); faults != entry.end()) {
          FaultRules rules({.store = control.store, .routes = service_route_names()});
          rules.set_model_rules(model.id, rules.read_model_rules(model.id, *faults, where), now);
        }
      }),
      .tier = each([&](const auto& entry, const auto& where) { tiers.load(entry, where); }),
      .account = each([&](const auto& entry, const auto& where) {
        load_account(control.accounts, control.fault_rules, entry, where, "fixtures", now);
      }),
      .fault = each(
          [&](const auto& entry, const auto& where) { control.fault_rules.read(entry, where); }),
      .coupon = each([&](const auto& entry, const auto& where) {
        JsonReader in(entry, where, "coupon");
        read_coupon(in, now);
        in.done();
      })};
  expect_good_errors([&] { load_fixture_text(text, "input", loaders); });
  mock.answer_to(request_with_key("ws-key-1", "GET", "/__mock/accounts"));
  mock.clock().advance(std::chrono::hours(24 * 60));
  mock.answer_to(request_with_key("ws-key-1", "GET", "/__mock/accounts"));
}

const Target target("fixtures", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::fixtures
