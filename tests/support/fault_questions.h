// Requests with their accounts, for tests of fault rules.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "domain/faults/fault_rules.h"
#include "store/memory_store.h"

namespace wavespeed_mock {

constexpr Timestamp kFaultStart{std::chrono::sys_days{std::chrono::January / 1 / 2026}};

// A store with accounts, the rules, and functions that evaluate the rules for a request.
class FaultBench {
 public:
  explicit FaultBench(bool markers = true, std::uint64_t seed = 0)
      : seed_(seed), markers_(markers) {}

  StoredAccount& account(const std::string& key) {
    return store->account_of(key, [&]() -> Store::FreshAccount {
      return {Account{.name = key, .tag = key, .draws = SeededRandom(seed_, key)}, AccountState{}};
    });
  }

  // A submission by default.
  struct Asked {
    std::string route = "submit";
    std::string method = "POST";
    std::string target = "/api/v3/mock/instant";
    std::string model = "mock/instant";
    std::string body = R"({"prompt": "A red Cat"})";
    Headers headers{};
    std::string key = "key-1";
    Duration later{0};
    bool known_key = true;
  };

  Outcome<FaultPlan> decide(const Asked& asked) {
    const Request request{asked.method, asked.target, asked.headers, asked.body};
    trace = {};
    const FaultQuestion question{
        .request = request,
        .route = asked.route,
        .path = path_of(request.target),
        .model = asked.model,
        .account = asked.known_key ? account(asked.key) : store->anonymous(),
        .now = kFaultStart + asked.later,
        .known_key = asked.known_key};
    if (!rules.may_concern(question)) return FaultPlan{};
    return rules.decide(question, trace);
  }
  // The ids of the rules that fired.
  std::string fired(const Asked& asked) { return (*decide(asked)).rules; }

  // Adds a rule, by default for all accounts; returns its id.
  std::string add(std::string_view rule, StoredAccount* scope = nullptr) {
    std::vector<ActiveRule::Content> contents;
    contents.push_back(rules.read(nlohmann::json::parse(rule), "rule"));
    return (*rules.add(scope, std::move(contents), "api", kFaultStart)).front()->id();
  }

  // The reason that the first rule gave for the last request; "" if no rule was evaluated.
  std::string said() const { return trace.rules.empty() ? "" : trace.rules.front().reason; }

 private:
  std::uint64_t seed_;
  bool markers_;

 public:
  std::unique_ptr<Store> store = make_memory_store();
  FaultRules rules{{.store = *store,
                    .routes = {"submit", "result", "output", "balance", "history"},
                    .markers = markers_}};
  RequestTrace trace;
};

}  // namespace wavespeed_mock
