#include "transport/http_client.h"

#include <httplib.h>
#include <openssl/x509_vfy.h>

#include <fstream>
#include <list>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/duration_text.h"
#include "base/quoting.h"
#include "transport/client_error.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::transport {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMostAddresses = 4;

[[noreturn]] void complain(const std::string& url, std::string_view problem) {
  throw ConfigError("the URL \"" + shortened(url) + "\" cannot be used: " + std::string(problem));
}

WebUrl parse_base(const std::string& text) {
  std::string_view problem;
  const auto parsed = parse_web_url(text, problem);
  if (!parsed) complain(text, problem);
  WebUrl url = *parsed;
  if (url.target.find('?') != std::string::npos) complain(text, "it must not have a query");
  while (url.target.ends_with('/')) url.target.pop_back();
  return url;
}

httplib::Request to_library(const Request& request, const WebUrl& base) {
  httplib::Request out;
  out.method = request.method;
  out.path = base.target + request.target;
  for (const Header& header : request.headers) {
    // How the body is sent is up to the library.
    const Headers field{header};
    if (field.find("Content-Length") || field.find("Transfer-Encoding")) continue;
    out.headers.emplace(header.name, header.value);
  }
  if (!out.has_header("Host")) out.headers.emplace("Host", host_field(base));
  if (!out.has_header("User-Agent")) out.headers.emplace("User-Agent", "wavespeed-mock");
  if (!out.has_header("Accept")) out.headers.emplace("Accept", "*/*");
  out.body = request.body;
  return out;
}

}  // namespace

// One address, one connection, one exchange.
class HttpClient::Exchange {
 public:
  Exchange(const HttpClientOptions& options, const WebUrl& url, const std::string& address,
           SocketDeadlines& deadlines)
      : options_(options), deadline_(steady_clock::now() + options.connect + options.answer) {
    if (url.https) {
      auto client = std::make_unique<httplib::SSLClient>(url.host, url.port);
      if (options.ca_file) client->set_ca_cert_path(options.ca_file->string());
      ssl_ = client.get();
      client_ = std::move(client);
    } else {
      client_ = std::make_unique<httplib::ClientImpl>(url.host, url.port);
    }
    client_->set_hostname_addr_map({{url.host, address}});
    client_->set_connection_timeout(options.connect);
    client_->set_read_timeout(options.answer);
    client_->set_write_timeout(options.answer);
    client_->set_tcp_nodelay(true);
    client_->set_url_encode(false);
    client_->set_decompress(false);
    client_->set_keep_alive(false);
    client_->set_socket_options([this, &deadlines](socket_t socket) {
      watches_.emplace_back(deadlines, socket, deadline_);
    });
  }

  // Nullopt when another address may be tried; problem() says why.
  std::optional<Response> run(httplib::Request request) {
    Response answer;
    bool too_long = false;
    request.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t,
                                   std::uint64_t) {
      too_long = count > options_.most_body - answer.body.size();
      if (!too_long) answer.body.append(bytes, count);
      return !too_long;
    };
    httplib::Response response;
    httplib::Error error = httplib::Error::Success;
    const auto began = steady_clock::now();
    if (client_->send(request, response, error)) {
      answer.status = response.status;
      for (const auto& [name, value] : response.headers) answer.headers.add(name, value);
      return answer;
    }
    if (too_long) {
      throw NoAnswer("the answer is longer than " + std::to_string(options_.most_body) + " bytes");
    }
    const auto now = steady_clock::now();
    const bool late =
        now >= deadline_ || (error == httplib::Error::Read && now - began >= options_.answer);
    problem_ = late ? "no answer within " + to_text(options_.answer) : text_of(error);
    if (late || !was_never_connected(error)) throw NoAnswer(problem_);
    return std::nullopt;
  }

  const std::string& problem() const { return problem_; }

 private:
  std::string text_of(httplib::Error error) const {
    if (error == httplib::Error::SSLLoadingCerts && options_.ca_file) {
      return json_quote(options_.ca_file->string()) + " holds no certificates in PEM";
    }
    if (error == httplib::Error::SSLServerVerification &&
        ssl_->get_openssl_verify_result() != X509_V_OK) {
      return std::string("the certificate is not trusted: ") +
             X509_verify_cert_error_string(ssl_->get_openssl_verify_result());
    }
    return problem_text(error, options_.connect);
  }

  const HttpClientOptions& options_;
  const steady_clock::time_point deadline_;
  std::list<SocketDeadlines::Watch> watches_;
  std::unique_ptr<httplib::ClientImpl> client_;
  httplib::SSLClient* ssl_ = nullptr;  // the same when it is one
  std::string problem_;
};

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
  auto addresses = look_up_within(options_.look_up, url_.host, options_.connect, {});
  if (!addresses) {
    throw NoAnswer("looking up " + url_.host + " takes longer than " + to_text(options_.connect));
  }
  if (addresses->empty()) throw NoAnswer("the name " + url_.host + " is not known");
  if (addresses->size() > kMostAddresses) addresses->resize(kMostAddresses);

  std::string problem;
  for (const std::string& address : *addresses) {
    Exchange exchange(options_, url_, address, deadlines_);
    if (auto answer = exchange.run(to_library(request, url_))) return *std::move(answer);
    problem = exchange.problem();
  }
  throw NoAnswer(problem);
}

}  // namespace wavespeed_mock::transport
