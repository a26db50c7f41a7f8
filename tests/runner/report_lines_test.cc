// Reports for people quote what clients and servers wrote: each of these texts stays on its line,
// and holds nothing that a terminal obeys.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "wavespeed_mock/client_report.h"
#include "wavespeed_mock/drift.h"

namespace wavespeed_mock::report_lines_test {
namespace {

constexpr const char* kCommands = "a\r\nb \x1b[2J \x1b]0;title\a";

std::ptrdiff_t control_characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) {
    return c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
  });
}

TEST(ReportLines, HaveNoControlCharactersInAClientReport) {
  const ClientReport report{
      .strict = true,
      .requests = 1,
      .violations = {{.operation = kCommands,
                      .request = kCommands,
                      .problem = kCommands,
                      .client = kCommands,
                      .account = kCommands,
                      .count = 1}},
      .watched = 1,
      .findings = {{.rule = ClientRule::polling, .problem = kCommands, .account = kCommands}}};
  const std::string text = to_text(report);
  EXPECT_EQ(control_characters(text), 0) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 8) << text;
}

TEST(ReportLines, HaveNoControlCharactersInADrift) {
  DriftReport report{.live = "https://api.test", .answers = 1};
  Drift drift;
  drift.finding.operation = kCommands;
  drift.finding.path = kCommands;
  drift.finding.mock = kCommands;
  drift.finding.live = kCommands;
  report.drifts.push_back(drift);
  EXPECT_EQ(control_characters(to_text(report)), 0) << to_text(report);
}

}  // namespace
}  // namespace wavespeed_mock::report_lines_test
