#include "load_generator/preflight.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/http/network_address.h"
#include "base/http/web_url.h"
#include "base/text/quoting.h"
#include "load_generator/encoded_requests.h"
#include "load_generator/task_answer.h"
#include "transport/client/http_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::load {
namespace {

constexpr std::chrono::seconds kLookUp{10};

// What the user can do about it.
std::string advice(const Plan& plan, int status, bool is_submission) {
  switch (status) {
    case 401:
    case 403:
      return "; give a key that is valid there with --key, or set WAVESPEED_API_KEY";
    case 404:
      if (is_submission) return "; --model " + plan.model + " must be a model of the target";
      return "; --task must be an existing task of this key";
    case 400:
    case 422:
      return "; --inputs must be valid for " + plan.model;
    case 429:
      return "; the limits of this key are too low for a load test";
    default:
      return "; is --target the address of a WaveSpeedAI API?";
  }
}

class PreflightRun {
 public:
  explicit PreflightRun(const Plan& plan)
      : plan_(plan),
        texts_(plan),
        client_({.base_url = origin(plan.target), .answer = plan.timeout}) {}

  // Nullopt when its answer is another one that the plan allows.
  std::optional<TaskAnswer> submit() {
    Request request{"POST", texts_.submit_target(), headers(), texts_.submit_body()};
    request.headers.add("Content-Type", "application/json");
    return ask(request);
  }

  std::optional<TaskAnswer> poll(const std::string& task) {
    return ask({"GET", texts_.poll_target(task), headers(), {}});
  }

 private:
  static std::string origin(const std::string& target) {
    std::string_view problem;
    return "http://" + host_field(*parse_web_url(target, problem));
  }

  Headers headers() const { return {{"Authorization", "Bearer " + plan_.key}}; }

  std::optional<TaskAnswer> ask(const Request& request) {
    const std::string what = "the first request " + request.method + ' ' + request.target + " on " +
                             shown_url(plan_.target);
    Response response;
    try {
      response = client_.exchange(request);
    } catch (const transport::NoAnswer& problem) {
      throw ConfigError(what + " got no response: " + problem.what() +
                        "; --target must be the address of a server that is running");
    }
    const bool success = response.status >= 200 && response.status < 300;
    if (!success) {
      if (plan_.allowed_statuses.contains(response.status)) return std::nullopt;
      throw ConfigError(what + " was answered " + std::to_string(response.status) + ": " +
                        message_in(response.body, plan_.key) +
                        advice(plan_, response.status, request.method == "POST"));
    }
    auto task = read_task_answer(response.body);
    if (!task) {
      throw ConfigError(what + " was answered " + message_in(response.body, plan_.key) +
                        ", which is not a task; is --target the address of a WaveSpeedAI API?");
    }
    return task;
  }

  const Plan& plan_;
  const EncodedRequests texts_;
  transport::HttpClient client_;
};

}  // namespace

std::vector<std::string> addresses_of(const std::string& target) {
  std::string_view problem;
  const auto url = parse_web_url(target, problem);
  const std::string where = "option --target: " + json_quote(shown_url(target));
  if (!url) throw ConfigError(where + " is not a URL: " + std::string(problem));
  if (url->https) {
    throw ConfigError(where +
                      ": https is not supported; use the plain http port of the server, or a "
                      "proxy that terminates TLS");
  }
  const auto found =
      transport::look_up_within(transport::system_lookup, url->host, kLookUp, std::stop_token());
  if (found && !found->empty()) return *found;
  throw ConfigError(where + ": the name " + json_quote(url->host) +
                    " cannot be resolved; it must be a server's name or address");
}

bool is_this_machine(const std::vector<std::string>& addresses) {
  return std::all_of(addresses.begin(), addresses.end(), [](const std::string& address) {
    return reach_of(address) == Reach::loopback;
  });
}

std::string try_operation(const Plan& plan) {
  PreflightRun preflight(plan);
  if (plan.scenario != Scenario::poll) {
    preflight.submit();
    return {};
  }
  std::string task = plan.task;
  if (task.empty()) {
    const auto submitted = preflight.submit();
    if (!submitted)
      throw ConfigError(
          "the first submission returned no task that can be polled; "
          "name an existing one with --task");
    task = submitted->id;
  }
  preflight.poll(task);
  return task;
}

}  // namespace wavespeed_mock::load
