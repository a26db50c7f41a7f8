#include "contract/transcript/transcript_check.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "contract/schema_location.h"
#include "contract/transcript/placeholder.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// The fields of a body that hold a placeholder, as problems name them. As deep as parse_json()
// allows, as are all walks of values.
void add_redacted(const json& value, ValuePath& path, std::set<std::string>& fields) {
  if (value.is_structured()) {
    for (const auto& [key, part] : value.items()) {
      path.push_back(key);
      add_redacted(part, path, fields);
      path.pop_back();
    }
  } else if (value.is_string() && has_placeholder(value.get_ref<const std::string&>())) {
    fields.insert(to_text(path));
  }
}

std::set<std::string> redacted_fields(const std::string& body) {
  std::set<std::string> fields;
  ValuePath path;
  if (const auto value = parse_json(body)) add_redacted(*value, path, fields);
  return fields;
}

// Without what cannot be judged.
std::vector<ContractProblem> judged(std::vector<ContractProblem> problems, const std::string& body,
                                    bool is_cut) {
  const std::set<std::string> redacted = redacted_fields(body);
  std::erase_if(problems, [&](const ContractProblem& problem) {
    if (problem.part == "body") return is_cut || redacted.contains(problem.path);
    // The error quotes the value.
    return has_placeholder(problem.problem);
  });
  return problems;
}

}  // namespace

std::string to_text(const TranscriptFinding& finding) {
  const std::string& who = finding.operation.empty() ? finding.request : finding.operation;
  return one_line("line " + std::to_string(finding.line) + ": " + who +
                  (finding.in_answer ? ": the answer: " : ": the request: ") +
                  to_text(finding.problem));
}

std::vector<TranscriptFinding> check_transcript(const Transcript& transcript,
                                                const ContractCheck& check) {
  // An address, also where the header does not tell one.
  const std::string base_url =
      transcript.header.upstream.empty() ? "http://localhost" : transcript.header.upstream;
  std::vector<TranscriptFinding> findings;
  for (const RecordedExchange& exchange : transcript.exchanges) {
    Request request = exchange.request;
    Response response = exchange.response;
    request.target = with_base_url(request.target, base_url);
    request.body = with_base_url(request.body, base_url);
    response.body = with_base_url(response.body, base_url);
    const auto add = [&](const std::vector<ContractProblem>& problems, bool in_answer) {
      for (const ContractProblem& problem : problems) {
        findings.push_back({.line = exchange.line,
                            .operation = exchange.operation,
                            .request = shortened(request.method + ' ' + request.target),
                            .in_answer = in_answer,
                            .problem = problem});
      }
    };
    if (response.status < 400) {
      // A body that is not there must not be missed.
      add(judged(check.request(request), request.body, exchange.request_cut.has_value()), false);
    }
    add(judged(check.response(request, response), response.body, exchange.response_cut.has_value()),
        true);
  }
  return findings;
}

}  // namespace wavespeed_mock
