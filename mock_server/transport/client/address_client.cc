#include "transport/client/address_client.h"

#include <openssl/x509_vfy.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "transport/client/client_error.h"
#include "transport/library_versions.h"

namespace wavespeed_mock::transport {

using std::chrono::steady_clock;

AddressClient::AddressClient(const WebUrl& url, const std::string& address, Limits limits,
                             SocketDeadlines& deadlines)
    : limits_(std::move(limits)),
      deadline_(steady_clock::now() + limits_.connect + limits_.answer) {
  if (url.https) {
    auto client = std::make_unique<httplib::SSLClient>(url.host, url.port);
    if (limits_.ca_file) client->set_ca_cert_path(limits_.ca_file->string());
    ssl_ = client.get();
    client_ = std::move(client);
  } else {
    client_ = std::make_unique<httplib::ClientImpl>(url.host, url.port);
  }
  client_->set_hostname_addr_map({{url.host, address}});
  client_->set_connection_timeout(limits_.connect);
  client_->set_read_timeout(limits_.answer);
  client_->set_write_timeout(limits_.answer);
  client_->set_tcp_nodelay(true);
  send_paths_unchanged(*client_);
  client_->set_decompress(false);
  client_->set_keep_alive(false);
  client_->set_socket_options(
      [this, &deadlines](socket_t socket) { watches_.emplace_back(deadlines, socket, deadline_); });
}

bool AddressClient::send(httplib::Request& request, const Headers& fields,
                         httplib::Response& response) {
  set_fields(*client_, request, fields);
  const auto began = steady_clock::now();
  if (client_->send(request, response, error_)) return true;
  const auto now = steady_clock::now();
  late_ = now >= deadline_ || (error_ == httplib::Error::Read && now - began >= limits_.answer);
  return false;
}

std::string AddressClient::problem() const {
  if (late_) return "no answer within " + to_text(limits_.answer);
  if (error_ == httplib::Error::SSLLoadingCerts && limits_.ca_file) {
    return json_quote(limits_.ca_file->string()) + " holds no certificates in PEM";
  }
  if (error_ == httplib::Error::SSLServerVerification) {
    const long result = verify_result_of(*ssl_);
    if (result != X509_V_OK) {
      return std::string("the certificate is not trusted: ") +
             X509_verify_cert_error_string(result);
    }
  }
  return problem_text(error_, limits_.connect);
}

}  // namespace wavespeed_mock::transport
