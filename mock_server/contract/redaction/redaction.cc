#include "contract/redaction/redaction.h"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/http/media_type.h"
#include "base/http/path_pattern.h"
#include "contract/redaction/body_redaction.h"
#include "contract/redaction/header_redaction.h"
#include "contract/redaction/json_redaction.h"
#include "contract/redaction/query_redaction.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// The JSON pointer of the schema that `holder`, a request body or a response of the contract, has
// for the media type of the headers; "" when it has none.
std::string body_schema(const ContractDocument& document, std::string holder,
                        const Headers& headers) {
  if (document.at(holder) == nullptr) return "";
  const auto content = document.content(holder, media_type(headers));
  return content ? *content + "/schema" : "";
}

// The names of the query parameters that the contract marks, of the path and of the operation.
std::set<std::string> sensitive_parameters(const ContractDocument& document,
                                           const Operation& operation) {
  std::set<std::string> names;
  const std::string item = operation.pointer.substr(0, operation.pointer.rfind('/'));
  for (const std::string& holder : {item, operation.pointer}) {
    for (std::size_t i = 0;; ++i) {
      std::string location = holder + "/parameters/" + std::to_string(i);
      const json* const parameter = document.at(location);
      if (parameter == nullptr) break;
      if (parameter->value("x-sensitive", false)) names.insert(parameter->value("name", ""));
    }
  }
  return names;
}

}  // namespace

// What the contract says about an exchange; empty for a request that it does not describe.
struct Redaction::Schemas {
  std::set<std::string> parameters;  // of the query, those that are secret
  std::string request;               // JSON pointers of the schemas of the bodies; "" for none
  std::string response;
};

Redaction::Schemas Redaction::schemas_of(const Request& request, const Response& response) const {
  const Operation* const operation = document_.find(request.method, path_of(request.target));
  if (operation == nullptr) return {};
  Schemas schemas{
      .parameters = sensitive_parameters(document_, *operation),
      .request = body_schema(document_, operation->pointer + "/requestBody", request.headers),
      .response = ""};
  if (const auto location = document_.response(*operation, response.status)) {
    schemas.response = body_schema(document_, *location, response.headers);
  }
  return schemas;
}

std::string Redaction::redacted(std::string_view text) {
  const std::lock_guard lock(mutex_);
  secrets_.note_named(text);
  return secrets_.redacted(text);
}

void Redaction::learn_key(std::string_view key) {
  const std::lock_guard lock(mutex_);
  secrets_.note("key", key);
}

void Redaction::number_by(PlaceholderNumbers& numbers) {
  const std::lock_guard lock(mutex_);
  secrets_.number_by(numbers);
}

void Redaction::learn(const RecordedExchange& exchange, const ExchangeEnds& ends) {
  const std::lock_guard lock(mutex_);
  note(exchange, schemas_of(exchange.request, exchange.response), ends);
}

void Redaction::learn_named(std::string_view text) {
  const std::lock_guard lock(mutex_);
  secrets_.note_named(text);
}

void Redaction::learn_quoted(const Request& request) {
  const std::lock_guard lock(mutex_);
  const Schemas schemas = schemas_of(request, {});
  note_head(request, schemas, {});
  JsonRedaction(secrets_, document_, schemas.request, request.body, TextEnd::whole).note_parsed();
}

void Redaction::note_head(const Request& request, const Schemas& schemas, const FieldEnds& ends) {
  note_headers(secrets_, request.headers, ends);
  note_target(secrets_, request.target, schemas.parameters, ends.of(request.target));
}

void Redaction::note(const RecordedExchange& exchange, const Schemas& schemas,
                     const ExchangeEnds& ends) {
  const Request& request = exchange.request;
  const Response& response = exchange.response;
  const FieldEnds field_ends{ends.max_field};
  note_head(request, schemas, field_ends);
  note_headers(secrets_, response.headers, field_ends);
  note_body(secrets_, document_,
            {request.body, request.headers, schemas.request, ends.request_body});
  note_body(secrets_, document_,
            {response.body, response.headers, schemas.response, ends.response_body});
}

RecordedExchange Redaction::redacted(RecordedExchange exchange, const ExchangeEnds& ends) {
  const std::lock_guard lock(mutex_);
  const Schemas schemas = schemas_of(exchange.request, exchange.response);
  // Also what a body names that is too large to be written.
  note(exchange, schemas, ends);
  return rewritten(std::move(exchange), schemas, ends);
}

RecordedExchange Redaction::redacted_as_learned(RecordedExchange exchange,
                                                const ExchangeEnds& ends) {
  const std::lock_guard lock(mutex_);
  const Schemas schemas = schemas_of(exchange.request, exchange.response);
  return rewritten(std::move(exchange), schemas, ends);
}

RecordedExchange Redaction::rewritten(RecordedExchange exchange, const Schemas& schemas,
                                      const ExchangeEnds& ends) {
  Request& request = exchange.request;
  Response& response = exchange.response;
  if (!exchange.request_cut && request.body.size() > max_body_) {
    exchange.request_cut = cut(std::exchange(request.body, {}));
  }
  if (!exchange.response_cut && response.body.size() > max_body_) {
    exchange.response_cut = cut(std::exchange(response.body, {}));
  }
  // The headers are replaced last: they tell what the bodies are.
  const FieldEnds field_ends{ends.max_field};
  Headers request_headers = redacted_headers(secrets_, request.headers, field_ends);
  request.method = secrets_.without_learned(request.method);
  request.target =
      redacted_target(secrets_, request.target, schemas.parameters, field_ends.of(request.target));
  request.body = redacted_body(secrets_, document_,
                               {request.body, request.headers, schemas.request, ends.request_body});
  request.headers = std::move(request_headers);
  Headers response_headers = redacted_headers(secrets_, response.headers, field_ends);
  response.body = redacted_body(
      secrets_, document_, {response.body, response.headers, schemas.response, ends.response_body});
  response.headers = std::move(response_headers);
  return exchange;
}

}  // namespace wavespeed_mock
