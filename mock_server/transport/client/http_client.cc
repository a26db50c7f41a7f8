#include "transport/client/http_client.h"

#include <httplib.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http/field_bytes.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "transport/client/address_client.h"
#include "transport/client/client_error.h"
#include "transport/library_versions.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::size_t kMaxAddresses = 4;

[[noreturn]] void fail(const std::string& url, std::string_view problem) {
  throw ConfigError("the URL \"" + shortened(url) + "\" cannot be used: " + std::string(problem));
}

WebUrl parse_base(const std::string& text) {
  std::string_view problem;
  const auto parsed = parse_web_url(text, problem);
  if (!parsed) fail(text, problem);
  WebUrl url = *parsed;
  if (url.target.find('?') != std::string::npos) fail(text, "it must not have a query");
  while (url.target.ends_with('/')) url.target.pop_back();
  return url;
}

httplib::Request to_library(const Request& request, const WebUrl& base) {
  httplib::Request out;
  out.method = request.method;
  out.path = base.target + request.target;
  out.body = request.body;
  return out;
}

Headers fields_to_send(const Request& request, const WebUrl& base) {
  Headers fields;
  for (const Header& header : request.headers) {
    // How the body is sent is up to the library.
    const Headers field{header};
    if (field.find("Content-Length") || field.find("Transfer-Encoding")) continue;
    fields.add(header.name, header.value);
  }
  if (!fields.find("Host")) fields.add("Host", host_field(base));
  if (!fields.find("User-Agent")) fields.add("User-Agent", "wavespeed-mock");
  if (!fields.find("Accept")) fields.add("Accept", "*/*");
  return fields;
}

[[noreturn]] void refuse_to_send(const std::string& part, std::string_view text, std::size_t at) {
  throw NoAnswer("the request was not sent: " + part + " has " + name_of_byte(text, at) +
                 ", which HTTP does not allow there");
}

// The library sends what it is given, so that a line break would make a field or a request of its
// own. Messages show no values, which may be secret.
void check(const Request& request) {
  const auto ends_target = [](char c) { return c == ' ' || c == '\t' || !is_for(c, kInField); };
  const auto end = std::find_if(request.target.begin(), request.target.end(), ends_target);
  if (end != request.target.end()) {
    refuse_to_send("its target", request.target,
                   static_cast<std::size_t>(end - request.target.begin()));
  }
  if (!is_field_name(request.method)) {
    throw NoAnswer("the request was not sent: " + json_quote(request.method) +
                   " cannot be a method");
  }
  for (const Header& field : request.headers) {
    if (!is_field_name(field.name)) {
      throw NoAnswer("the request was not sent: " + json_quote(field.name) +
                     " cannot be the name of a header field");
    }
    const std::size_t wrong = find_wrong_byte(field.value, kInField);
    if (wrong < field.value.size()) {
      refuse_to_send("header field " + json_quote(field.name), field.value, wrong);
    }
  }
}

// The library decodes "%0A" in values, among others; no value may have a line break (RFC 9110,
// 5.5). A field whose name is none is left out.
void add_field(Headers& headers, const std::string& name, std::string value) {
  if (!is_field_name(name)) return;
  std::replace_if(
      value.begin(), value.end(), [](char c) { return !is_for(c, kInField); }, ' ');
  headers.add(name, std::move(value));
}

// Nullopt when another address may be tried.
std::optional<Response> exchange_with(AddressClient& client, httplib::Request request,
                                      const Headers& fields, std::size_t max_body) {
  Response answer;
  bool too_long = false;
  request.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t,
                                 std::uint64_t) {
    too_long = count > max_body - answer.body.size();
    if (!too_long) answer.body.append(bytes, count);
    return !too_long;
  };
  httplib::Response response;
  if (client.send(request, fields, response)) {
    answer.status = response.status;
    for (const auto& [name, value] : fields_of(response)) add_field(answer.headers, name, value);
    return answer;
  }
  if (too_long) {
    throw NoAnswer("the response is longer than " + std::to_string(max_body) + " bytes");
  }
  if (client.was_late() || !was_never_connected(client.error())) throw NoAnswer(client.problem());
  return std::nullopt;
}

}  // namespace

HttpClient::HttpClient(HttpClientOptions options)
    : options_(std::move(options)), url_(parse_base(options_.base_url)) {
  if (!options_.ca_file) return;
  const std::ifstream file(*options_.ca_file);
  if (!file) {
    throw ConfigError("the file of certificates " + json_quote(options_.ca_file->string()) +
                      " cannot be read");
  }
}

Response HttpClient::exchange(const Request& request) {
  check(request);
  auto addresses = look_up_within(options_.look_up, url_.host, options_.connect, {});
  if (!addresses) {
    throw NoAnswer("looking up " + url_.host + " takes longer than " + to_text(options_.connect));
  }
  if (addresses->empty()) throw NoAnswer("the name " + url_.host + " cannot be resolved");
  if (addresses->size() > kMaxAddresses) addresses->resize(kMaxAddresses);

  const Headers fields = fields_to_send(request, url_);
  std::string problem;
  for (const std::string& address : *addresses) {
    AddressClient client(
        url_, address,
        {.connect = options_.connect, .answer = options_.answer, .ca_file = options_.ca_file},
        deadlines_);
    if (auto answer = exchange_with(client, to_library(request, url_), fields, options_.max_body)) {
      return *std::move(answer);
    }
    problem = client.problem();
  }
  throw NoAnswer(problem);
}

}  // namespace wavespeed_mock::transport
