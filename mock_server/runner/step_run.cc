#include "runner/step_run.h"

#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "contract/redaction/secret_text.h"
#include "runner/conditions.h"
#include "runner/request_building.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Shorter ones are not secret, because they are part of too many words.
constexpr std::size_t kShortestSecret = 6;
constexpr std::size_t kMaxFailures = 20;

// A body, in an error about it.
std::string shown(const std::string& body) {
  try {
    // Writing it as JSON finds bytes that are not UTF-8.
    (void)json(body).dump();
  } catch (const json::exception&) {
    return std::to_string(body.size()) + " bytes that are not text";
  }
  return shortened(body);
}

// The value of a header; several fields of one name are one list (RFC 9110, section 5.3).
std::optional<std::string> header_value(const Headers& headers, const std::string& name) {
  std::optional<std::string> all;
  for (const Header& field : headers) {
    if (!equal_ignoring_case(field.name, name)) continue;
    all = all ? *all + ", " + field.value : field.value;
  }
  return all;
}

class StepRun {
 public:
  StepRun(const ContractStep& step, ContractTarget& target, const ContractCheck& check,
          Variables& variables, ContractStepResult& result)
      : step_(step), target_(target), check_(check), variables_(variables), result_(result) {}

  void run() {
    if (step_.after > Duration::zero()) target_.advance(step_.after);
    const BuiltRequest built = build_request(step_.request, variables_, target_);
    result_.request = built.request;
    if (!built.elsewhere.empty()) result_.request.target = built.elsewhere;
    while (true) {
      const Response response = built.elsewhere.empty()
                                    ? target_.exchange(built.request)
                                    : target_.send_absolute(built.elsewhere, built.request);
      ++result_.exchanges;
      result_.response = response;
      if (built.elsewhere.empty()) check_contract(built.request, response);
      if (!goes_on(response)) return judge_answer(response);
      target_.advance(step_.pause);
    }
  }

 private:
  void fail(std::string failure) { result_.failures.push_back(std::move(failure)); }

  void take(Judgement judged) {
    result_.assertions += judged.assertions;
    for (std::string& failure : judged.failures) fail(std::move(failure));
  }

  void check_contract(const Request& request, const Response& response) {
    ++result_.assertions;
    const Operation* const found = check_.document().find(request.method, path_of(request.target));
    if (step_.operation != nullptr && found != step_.operation) {
      fail("the request must be one of " + step_.operation->id + ", not of " +
           (found == nullptr ? "no operation" : found->id) + ": " + request.method + ' ' +
           shortened(request.target));
    }
    for (const ContractProblem& problem : check_.response(request, response)) {
      fail("breaks the contract: " + to_text(problem) +
           (problem.schema.empty() ? "" : " (" + problem.schema + ')'));
    }
  }

  // The value of a variable may be an invalid condition.
  std::optional<json> conditions_of(const std::string& field, const json& conditions) {
    json resolved = variables_.resolved(conditions);
    const std::string problem = problem_of_conditions(resolved);
    if (problem.empty()) return resolved;
    fail(field + ' ' + problem);
    return std::nullopt;
  }

  Judgement judge_fields(const std::vector<FieldConditions>& all, const json& body) {
    Judgement judged;
    for (const FieldConditions& each : all) {
      if (const auto conditions = conditions_of(each.field, *each.conditions)) {
        judged.add(judge_part(*conditions, each.field, body));
      }
    }
    return judged;
  }

  // Whether what is waited for may still come.
  bool goes_on(const Response& response) {
    if (step_.until.empty() || response.status != step_.expect.status ||
        !result_.failures.empty()) {
      return false;
    }
    const json body = parse_json(response.body).value_or(nullptr);
    const Judgement judged = judge_fields(step_.until, body);
    const bool waits = !judged.failures.empty();
    if (waits && result_.exchanges < static_cast<std::size_t>(step_.at_most)) return true;
    result_.assertions += judged.assertions;
    if (waits) {
      fail("is not the expected response after " + std::to_string(result_.exchanges) +
           " requests: " + judged.failures.front());
    }
    return false;
  }

  void judge_answer(const Response& response) {
    const ExpectedAnswer& expect = step_.expect;
    ++result_.assertions;
    if (response.status != expect.status) {
      // The rest of what is expected belongs to another answer.
      return fail("status must be " + std::to_string(expect.status) + ", not " +
                  std::to_string(response.status) + ": " + shown(response.body));
    }
    for (const FieldConditions& each : expect.headers) {
      if (const auto conditions = conditions_of(each.field, *each.conditions)) {
        const auto value = header_value(response.headers, each.field);
        take(judge_header(*conditions, "header " + each.field, value ? &*value : nullptr));
      }
    }
    judge_body(response);
    capture(response);
  }

  void judge_body(const Response& response) {
    const ExpectedAnswer& expect = step_.expect;
    if (expect.text != nullptr) {
      const json text = response.body;
      if (const auto conditions = conditions_of("the text", *expect.text)) {
        take(judge(*conditions, "the text", &text));
      }
    }
    if (expect.bytes != nullptr) {
      const json bytes = response.body.size();
      if (const auto conditions = conditions_of("the number of bytes", *expect.bytes)) {
        take(judge(*conditions, "the number of bytes", &bytes));
      }
    }
    if (expect.body.empty()) return;
    const auto body = parse_json(response.body);
    if (!body) {
      ++result_.assertions;
      return fail("the body must be JSON, not " + shown(response.body));
    }
    take(judge_fields(expect.body, *body));
  }

  void capture(const Response& response) {
    const auto body = parse_json(response.body);
    for (const Capture& each : step_.captures) {
      ++result_.assertions;
      if (each.from_header) {
        if (const std::string* const value = response.headers.find(each.field)) {
          variables_.set(each.name, *value);
          continue;
        }
      } else if (const json* const value = body ? part_of(*body, each.field) : nullptr) {
        variables_.set(each.name, *value);
        continue;
      }
      fail((each.from_header ? "header " : "") + each.field +
           " must be present to be captured as ${" + each.name + '}');
    }
  }

  const ContractStep& step_;
  ContractTarget& target_;
  const ContractCheck& check_;
  Variables& variables_;
  ContractStepResult& result_;
};

void hide_key(ContractStepResult& result, const ContractTarget& target) {
  const auto hide_in = [&](Headers& headers) {
    Headers hidden;
    for (const Header& header : headers) {
      hidden.add(header.name, without_key(header.value, target));
    }
    headers = std::move(hidden);
  };
  hide_in(result.request.headers);
  result.request.target = without_key(result.request.target, target);
  result.request.body = without_key(result.request.body, target);
  if (result.response) {
    hide_in(result.response->headers);
    result.response->body = without_key(result.response->body, target);
  }
  // Names of fields and expressions in a case may have line breaks.
  for (std::string& failure : result.failures) failure = one_line(without_key(failure, target));
}

}  // namespace

std::string without_key(std::string_view text, const ContractTarget& target) {
  constexpr std::string_view kHidden = "{key}";
  const std::string key = target.key();
  if (key.size() < kShortestSecret) {
    return text == "Bearer " + key ? "Bearer {key}" : std::string(text);
  }
  // Also the beginning of the key in a message that was shortened.
  SecretText secrets;
  secrets.note("key", key);
  std::string out;
  std::size_t done = 0;
  for (const FoundText& found : secrets.find(text)) {
    out += text.substr(done, found.begin - done);
    out += kHidden;
    done = found.end;
  }
  out += text.substr(done);
  return out;
}

ContractStepResult run_step(const ContractStep& step, std::size_t number, ContractTarget& target,
                            const ContractCheck& check, Variables& variables) {
  ContractStepResult result{.number = number,
                            .operation = step.operation == nullptr ? "" : step.operation->id,
                            .outcome = step.outcome};
  try {
    StepRun(step, target, check, variables, result).run();
  } catch (const TargetError& problem) {
    result.response.reset();
    ++result.assertions;
    result.failures.push_back("there must be a response: " + std::string(problem.what()));
  }
  if (result.failures.size() > kMaxFailures) {
    const std::size_t more = result.failures.size() - kMaxFailures;
    result.failures.resize(kMaxFailures);
    result.failures.push_back("and " + std::to_string(more) + " more");
  }
  hide_key(result, target);
  return result;
}

}  // namespace wavespeed_mock
