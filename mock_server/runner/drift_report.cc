#include "runner/drift_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/counted.h"
#include "base/text/junit.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

// Two findings that one change mends. Values may differ from answer to answer.
bool same(const DriftFinding& a, const DriftFinding& b) {
  return a.kind == b.kind && a.outdated == b.outdated && a.path == b.path && a.fix_in == b.fix_in &&
         a.operation == b.operation;
}

std::string summary(const DriftReport& report) {
  if (report.answers == 0) return "no answer was compared";
  const std::string compared = counted(report.answers, "answer of ", "answers of ") + report.live +
                               " compared with the mock's and the document: ";
  if (report.drifts.empty()) return compared + "no drift";
  return compared + counted(report.drifts.size(), "drift", "drifts");
}

// "getResult: data.status is another value".
std::string title(const DriftFinding& finding) {
  std::string text = finding.operation + ": ";
  const std::string path = finding.path.empty() ? "the answer" : finding.path;
  switch (finding.kind) {
    case DriftFinding::Kind::missing:
      return text + path + " is missing";
    case DriftFinding::Kind::added:
      return text + path + " was added";
    case DriftFinding::Kind::type:
      return text + path + " has a different type";
    case DriftFinding::Kind::value:
      return text + path + " has a different value";
    case DriftFinding::Kind::status:
      return text + "another status";
    case DriftFinding::Kind::text:
      break;
  }
  return text + path + " says something else";
}

std::string details(const Drift& drift, const std::string& indent) {
  const DriftFinding& finding = drift.finding;
  std::string text;
  const auto line = [&](const std::string& label, const std::string& value) {
    text += indent + label + std::string(12 - label.size(), ' ') + one_line(value) + '\n';
  };
  line("documented", finding.documented);
  line("mock", finding.mock);
  line("live", finding.live);
  line("outdated", std::string(to_text(finding.outdated)));
  std::string label = "fix in";
  for (const std::string& location : finding.fix_in) {
    line(label, location);
    label.clear();
  }
  line("seen", counted(drift.count, "time", "times") + ", first in case " + drift.case_name +
                   ", step " + std::to_string(drift.step));
  return text;
}

}  // namespace

void add_answer(DriftReport& report, const std::string& case_name, std::size_t step,
                std::vector<DriftFinding> findings) {
  ++report.answers;
  for (DriftFinding& finding : findings) {
    const auto known =
        std::find_if(report.drifts.begin(), report.drifts.end(),
                     [&](const Drift& drift) { return same(drift.finding, finding); });
    if (known != report.drifts.end()) {
      ++known->count;
    } else {
      report.drifts.push_back({std::move(finding), case_name, step, 1});
    }
  }
}

std::string to_text(const DriftReport& report) {
  std::string text = summary(report) + '\n';
  for (const Drift& drift : report.drifts) {
    text += '\n' + one_line(title(drift.finding)) + '\n' + details(drift, "  ");
  }
  return text;
}

std::string to_json(const DriftReport& report) {
  using nlohmann::ordered_json;
  ordered_json drifts = ordered_json::array();
  for (const Drift& drift : report.drifts) {
    const DriftFinding& finding = drift.finding;
    drifts.push_back({{"operation", finding.operation},
                      {"path", finding.path},
                      {"kind", to_text(finding.kind)},
                      {"documented", finding.documented},
                      {"mock", finding.mock},
                      {"live", finding.live},
                      {"outdated", to_text(finding.outdated)},
                      {"fix_in", finding.fix_in},
                      {"count", drift.count},
                      {"case", drift.case_name},
                      {"step", drift.step}});
  }
  const ordered_json whole = {
      {"live", report.live}, {"answers", report.answers}, {"drifts", std::move(drifts)}};
  return whole.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::string to_junit(const DriftReport& report) {
  std::vector<JunitCase> cases;
  for (const Drift& drift : report.drifts) {
    cases.push_back({.group = drift.finding.operation,
                     .name = title(drift.finding),
                     .failure = title(drift.finding) + '\n' + details(drift, "")});
  }
  if (cases.empty()) {
    cases.push_back({.group = "drift",
                     .name = summary(report),
                     .skipped = report.answers == 0 ? summary(report) : ""});
  }
  return junit_xml("drift", cases);
}

}  // namespace wavespeed_mock
