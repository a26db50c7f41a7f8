#include "transport/library_versions.h"

#include <openssl/x509_vfy.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text/ascii.h"

namespace wavespeed_mock::transport {
namespace {

// Templates, because only in them a branch may name what the library does not have.

template <class Client>
void keep_paths(Client& client) {
  if constexpr (requires { client.set_path_encode(false); }) {
    client.set_path_encode(false);
  } else {
    client.set_url_encode(false);
  }
}

template <class Client>
void give_fields(Client& client, httplib::Request& request, const Headers& fields) {
  if constexpr (requires { client.set_header_writer(nullptr); }) {
    // The library is told only which fields there are, so that it adds no others of their names:
    // its table is not in their order. Those that it does add are the ones with a value.
    for (const Header& field : fields) request.headers.emplace(field.name, "");
    // Without such a field, newer versions ask the server to agree to a long body, and wait a
    // second for servers that do not know the question.
    request.headers.emplace("Expect", "");
    client.set_header_writer([&fields](httplib::Stream& stream, const httplib::Headers& all) {
      std::string text;
      const auto write = [&](const std::string& name, const std::string& value) {
        text.append(name).append(": ").append(value).append("\r\n");
      };
      for (const auto& [name, value] : fields) write(name, value);
      for (const auto& [name, value] : all) {
        if (!value.empty()) write(name, value);
      }
      text += "\r\n";
      return stream.write(text.data(), text.size());
    });
  } else {
    for (const Header& field : fields) request.headers.emplace(field.name, field.value);
  }
}

// Newer versions keep fields in a hash table, which may hold those of one name in reverse.
bool holds_newest_first() {
  httplib::Headers fields;
  fields.emplace("A", "old");
  fields.emplace("A", "new");
  return fields.begin()->second == "new";
}

// Older versions name OpenSSL. Newer ones announce the end of the function.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
template <class Client>
long result_of(const Client& client) {
  if constexpr (requires { client.get_openssl_verify_result(); }) {
    return client.get_openssl_verify_result();
  } else if constexpr (requires { client.get_verify_result(); }) {
    return client.get_verify_result();
  } else {
    return X509_V_OK;
  }
}
#pragma GCC diagnostic pop

template <class Error>
bool is_other_host(Error error) {
  if constexpr (requires { Error::SSLServerHostnameVerification; }) {
    return error == Error::SSLServerHostnameVerification;
  } else {
    return false;
  }
}

}  // namespace

void send_paths_unchanged(httplib::ClientImpl& client) {
  keep_paths(client);
}

void set_fields(httplib::ClientImpl& client, httplib::Request& request, const Headers& fields) {
  give_fields(client, request, fields);
}

Headers fields_of(const httplib::Response& response) {
  std::vector<Header> fields;
  for (const auto& [name, value] : response.headers) fields.push_back({name, value});
  static const bool newest_first = holds_newest_first();
  if (newest_first) std::reverse(fields.begin(), fields.end());
  std::stable_sort(fields.begin(), fields.end(),
                   [](const Header& a, const Header& b) { return lower(a.name) < lower(b.name); });
  Headers sorted;
  for (Header& field : fields) sorted.add(std::move(field.name), std::move(field.value));
  return sorted;
}

long verify_result_of(const httplib::SSLClient& client) {
  return result_of(client);
}

bool is_for_other_host(httplib::Error error) {
  return is_other_host(error);
}

}  // namespace wavespeed_mock::transport
