#include "cli/models/catalogue_pull.h"

#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/file/out_file.h"
#include "base/http/web_url.h"
#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "domain/models/catalogue_file.h"
#include "transport/client/http_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

constexpr int kOk = 200;

std::string key_of(const ModelsSettings& settings) {
  if (!settings.api_key.empty()) return settings.api_key;
  const char* const variable = std::getenv("WAVESPEED_API_KEY");  // NOLINT(concurrency-mt-unsafe)
  if (variable != nullptr && *variable != '\0') return variable;
  throw ConfigError(
      "models pull: the API key is missing: give --api-key KEY, or set WAVESPEED_API_KEY in the "
      "environment");
}

// What the service says about an error: "401 Unauthorized: Invalid API key".
std::string refusal(const Response& answer) {
  std::string text = "answered with status " + std::to_string(answer.status);
  const auto body = parse_json(answer.body);
  if (!body || !body->is_object()) return text;
  const auto message = body->find("message");
  if (message == body->end() || !message->is_string()) return text;
  return text + ": " + shortened(message->get<std::string>());
}

Response fetch(const ModelsSettings& settings) {
  const std::string key = key_of(settings);
  transport::HttpClient client({.base_url = settings.from, .ca_file = settings.ca_file});
  Request request;
  request.method = "GET";
  request.target = "/api/v3/models";
  request.headers.add("Authorization", "Bearer " + key);
  try {
    return client.exchange(request);
  } catch (const transport::NoAnswer& problem) {
    throw ConfigError("models pull: " + shown_url(settings.from) + ": " + problem.what());
  }
}

}  // namespace

int pull_catalogue(const ModelsSettings& settings) {
  if (!settings.out) {
    throw ConfigError("models pull: option --out: is missing; it must be the path of a file");
  }
  check_output(*settings.out, "the catalogue");
  const Response answer = fetch(settings);
  const std::string where = shown_url(settings.from);
  if (answer.status != kOk) throw ConfigError("models pull: " + where + ' ' + refusal(answer));
  std::size_t count = 0;
  each_catalogue_entry(answer.body, "models pull: " + where + ": the answer",
                       [&](const nlohmann::json&, const std::string&) { ++count; });
  if (count == 0) throw ConfigError("models pull: " + where + ": the answer has no models");
  replace_file(*settings.out, answer.body, "the catalogue");
  std::cout << "wrote " << count << (count == 1 ? " model to " : " models to ")
            << settings.out->string() << '\n';
  return 0;
}

}  // namespace wavespeed_mock::cli
