#include "wavespeed_mock/contract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "support/scripted_target.h"

namespace wavespeed_mock::contract_run_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = ContractTarget::Kind;
using Verdict = ContractCaseResult::Verdict;

std::string paid(double usd) {
  return R"("cost": "paid", "max_usd": )" + std::to_string(usd) + ",";
}

const std::string kOk = R"({"status": 200})";
const std::string kSubmit = R"({"name": "submit", "about": "x", "cost": "free", "steps": [
  {"operation": "submitTask", "request": {"path": {"model_id": "a/b"}, "json": {}}, "expect": {"status": 404}}]})";

std::vector<std::string> skipped(const ContractReport& report) {
  std::vector<std::string> reasons;
  for (const ContractCaseResult& one : report.cases) {
    if (one.verdict == Verdict::skipped) reasons.push_back(one.name + ": " + one.skipped);
  }
  return reasons;
}

TEST(ContractRun, RunsAllCasesInOrderAndReports) {
  ScriptedTarget target([](const Request&) { return balance_answer(3); });
  std::vector<std::string> seen;
  const ContractReport report = run_contract(
      target,
      {.case_texts = {cases_of(
           {balance_case("a"), balance_case("b", R"({"status": 200, "body": {"data.balance": 4}})"),
            balance_case("c")})},
       .on_case = [&](const ContractCaseResult& one) { seen.push_back(one.name); }});
  EXPECT_THAT(seen, ElementsAre("a", "b", "c"));
  EXPECT_EQ(report.target, "scripted");
  EXPECT_EQ(report.count(Verdict::passed), 2U);
  EXPECT_EQ(report.count(Verdict::failed), 1U);
  EXPECT_EQ(report.assertions(), 7U);
  EXPECT_EQ(report.verdict(), ContractReport::Verdict::broken);
  EXPECT_EQ(report.exit_code(), 1);
  EXPECT_EQ(report.balance_before, Money::from_usd(3));
  EXPECT_EQ(report.balance_after, Money::from_usd(3));
}

TEST(ContractRun, PassesOnTheMock) {
  const auto target = memory_target();
  const ContractReport report = run_contract(*target);
  EXPECT_EQ(report.exit_code(), 0) << to_text(report);
  EXPECT_GT(report.assertions(), 0U);
  EXPECT_FALSE(report.balance_before) << "an in-process mock has no money to protect";
}

TEST(ContractRun, SkipsCasesForOtherTargets) {
  const std::string text = cases_of(
      {balance_case("here", kOk, R"("cost": "free", "targets": ["memory"],)"),
       R"({"name": "docs", "about": "x", "cost": "free", "steps": [{"operation": "getDocs", "expect": {"status": 200}}]})",
       balance_case("all")});
  ScriptedTarget target([](const Request&) { return balance_answer(3); });
  EXPECT_THAT(
      skipped(run_contract(target, {.case_texts = {text}})),
      ElementsAre("here: is not for live targets", "docs: uses getDocs, which only the mock has"));
}

TEST(ContractRun, FailsIfNothingWasRun) {
  ScriptedTarget target([](const Request&) { return balance_answer(3); });
  const ContractReport report = run_contract(
      target, {.case_texts = {cases_of(
                   {balance_case("a", kOk, R"("cost": "free", "targets": ["memory"],)")})}});
  EXPECT_EQ(report.verdict(), ContractReport::Verdict::could_not_run);
  EXPECT_EQ(report.exit_code(), 2);
}

TEST(ContractRun, FailsWhenFreeCasesCostMoney) {
  double balance = 3;
  ScriptedTarget target([&](const Request&) { return balance_answer(balance -= 0.01); });
  const ContractReport report =
      run_contract(target, {.case_texts = {cases_of({balance_case("a")})}});
  EXPECT_EQ(report.count(Verdict::failed), 0U);
  EXPECT_THAT(report.failures, ElementsAre(HasSubstr("only free cases ran")));
  EXPECT_EQ(report.exit_code(), 1);
}

TEST(ContractRun, SpendsNoMoreThanAllowed) {
  double balance = 3;
  ScriptedTarget target([&](const Request&) { return balance_answer(balance); });
  const std::string text =
      cases_of({balance_case("a", kOk, paid(0.5)), balance_case("b", kOk, paid(0.6)),
                balance_case("c", kOk, paid(0.25)), balance_case("free")});
  EXPECT_EQ(skipped(run_contract(target, {.case_texts = {text}})).size(), 3U);
  const ContractReport report =
      run_contract(target, {.case_texts = {text}, .max_cost = Money::from_usd(1.0)});
  EXPECT_THAT(skipped(report),
              ElementsAre(HasSubstr("b: may cost 0.6 USD, which would exceed --max-usd 1")));
  EXPECT_EQ(report.exit_code(), 0);
}

TEST(ContractRun, StopsWhenAFreeCaseMayHaveCostMoney) {
  ScriptedTarget target([](const Request& request) {
    return request.method == "GET" ? balance_answer(3) : json_answer({{"code", 200}});
  });
  const ContractReport report =
      run_contract(target, {.case_texts = {cases_of({kSubmit, balance_case("later")})}});
  EXPECT_THAT(skipped(report), ElementsAre("later: the run stopped at submit"));
  EXPECT_THAT(report.failures,
              ElementsAre("submit is free, but a task was accepted that may cost money"));
}

TEST(ContractRun, NeedsATargetThatAnswers) {
  ScriptedTarget gone([](const Request&) -> Response { throw TargetError("refused"); });
  EXPECT_THROW(run_contract(gone, {.case_texts = {cases_of({balance_case("a")})}}), TargetError);
  EXPECT_EQ(error_of([&] { run_contract(gone, {.filter = "none_like_this"}); }),
            "no case has a name that matches \"none_like_this\"");
}

TEST(ContractRun, RunsOneCaseAlone) {
  double balance = 3;
  ScriptedTarget target([&](const Request&) { return balance_answer(balance -= 0.01); });
  const ContractOptions options{.case_texts = {cases_of({balance_case("a"), balance_case("ab")})}};
  const ContractCaseResult result = run_contract_case(target, "a", options);
  EXPECT_EQ(result.name, "a");
  EXPECT_EQ(result.verdict, Verdict::failed);
  EXPECT_THAT(result.failures, ElementsAre(HasSubstr("the balance moved")));
  EXPECT_EQ(error_of([&] { run_contract_case(target, "b", options); }), "there is no case \"b\"");

  ScriptedTarget ours([](const Request&) { return balance_answer(1); }, Kind::memory);
  EXPECT_THAT(run_contract_case(ours, "ab", options).failures, IsEmpty());
}

// A target that changes responses, which the built-in cases must detect.
class Tampering : public ContractTarget {
 public:
  explicit Tampering(std::function<void(Response&)> change) : change_(std::move(change)) {}

  Kind kind() const override { return Kind::memory; }
  std::string name() const override { return "tampered"; }
  std::string base_url() const override { return real_->base_url(); }
  std::string key() const override { return real_->key(); }
  void reset(const Options& options) override { real_->reset(options); }
  Response exchange(const Request& request) override {
    Response response = real_->exchange(request);
    change_(response);
    return response;
  }
  void advance(Duration duration) override { real_->advance(duration); }
  Timestamp now() const override { return real_->now(); }

 private:
  std::function<void(Response&)> change_;
  std::unique_ptr<ContractTarget> real_ = memory_target();
};

TEST(ContractRun, DetectsAChangedResponse) {
  Tampering target([](Response& response) {
    if (const auto at = response.body.find("\"balance\":"); at != std::string::npos) {
      response.body.insert(at + 1, "x");
    }
  });
  EXPECT_GT(run_contract(target).count(Verdict::failed), 0U);
}

}  // namespace
}  // namespace wavespeed_mock::contract_run_test
