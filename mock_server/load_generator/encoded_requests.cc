#include "load_generator/encoded_requests.h"

#include <nlohmann/json.hpp>

#include "base/http/web_url.h"
#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::load {
namespace {

using nlohmann::json;

std::string body_of(const Plan& plan) {
  json inputs = parse_config_json(plan.inputs, "option --inputs");
  if (!inputs.is_object()) {
    throw ConfigError(
        "option --inputs: must be a JSON object such as {\"prompt\": \"A cat\"}, not " +
        json_quote(inputs));
  }
  if (plan.scenario == Scenario::sync) inputs["enable_sync_mode"] = true;
  return inputs.dump();
}

std::string head(std::string_view method, std::string_view target, std::string_view host,
                 std::string_view key) {
  std::string text(method);
  text.append(" ").append(target).append(" HTTP/1.1\r\nHost: ").append(host);
  text += "\r\nUser-Agent: wavespeed-mock-bench\r\n";
  if (!key.empty()) text.append("Authorization: Bearer ").append(key).append("\r\n");
  return text;
}

}  // namespace

EncodedRequests::EncodedRequests(const Plan& plan) : key_(plan.key), submit_body_(body_of(plan)) {
  std::string_view problem;
  const auto url = parse_web_url(plan.target, problem);
  if (!url) {
    throw ConfigError("option --target: " + json_quote(shown_url(plan.target)) + ": " +
                      std::string(problem));
  }
  prefix_ = url->target.substr(0, url->target.find('?'));
  while (prefix_.ends_with('/')) prefix_.pop_back();
  host_ = host_field(*url);
  submit_target_ = prefix_ + "/api/v3/" + plan.model;
  submit_ =
      head("POST", submit_target_, host_, key_) +
      "Content-Type: application/json\r\nContent-Length: " + std::to_string(submit_body_.size()) +
      "\r\n\r\n" + submit_body_;
}

std::string EncodedRequests::poll_target(std::string_view task) const {
  return prefix_ + "/api/v3/predictions/" + std::string(task) + "/result";
}

std::string EncodedRequests::poll(std::string_view task) const {
  return head("GET", poll_target(task), host_, key_) + "\r\n";
}

std::optional<std::string> EncodedRequests::fetch(std::string_view url) const {
  std::string_view problem;
  const auto parsed = parse_web_url(url, problem);
  if (!parsed || parsed->https || host_field(*parsed) != host_) return std::nullopt;
  return head("GET", parsed->target, host_, {}) + "\r\n";
}

}  // namespace wavespeed_mock::load
