// Uploads as clients send them, for tests of uploads.
#pragma once

#include <string>
#include <string_view>

#include "support/mock_client.h"

namespace wavespeed_mock {

// A form with one part, as HTTP libraries write it.
inline std::string form(const std::string& filename, const std::string& content_type,
                        const std::string& bytes, const std::string& name = "file") {
  return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename +
         "\"\r\nContent-Type: " + content_type + "\r\n\r\n" + bytes + "\r\n--XX--\r\n";
}

inline Response post_form(const MockClient& client, const std::string& target,
                          const std::string& body) {
  return client.send({.method = "POST",
                      .target = target,
                      .headers = {{"Host", "127.0.0.1:8080"},
                                  {"Authorization", "Bearer test-key"},
                                  {"Content-Type", "multipart/form-data; boundary=XX"}},
                      .body = body});
}

inline std::string text_of(const MockClient::json& value) {
  return value.is_string() ? value.get<std::string>() : "";
}

// Uploads a file and returns its URL.
inline std::string upload_url(const MockClient& client, const std::string& bytes = "bytes",
                              const std::string& filename = "a.png") {
  const Response response = post_form(client, "/api/v3/media/upload/binary",
                                      form(filename, "application/octet-stream", bytes));
  return text_of(client.data(response)["download_url"]);
}

// The path and query of a URL on the mock's host.
inline std::string target_of(const std::string& url) {
  constexpr std::string_view kBase = "http://127.0.0.1:8080";
  return url.starts_with(kBase) ? url.substr(kBase.size()) : "not on the host: " + url;
}

// Sends a request without a key.
inline Response send_bare(const MockClient& client, const std::string& method,
                          const std::string& url, const Headers& headers = {},
                          const std::string& body = "") {
  Request request{.method = method, .target = target_of(url), .headers = headers, .body = body};
  request.headers.add("Host", "127.0.0.1:8080");
  return client.send(request);
}

}  // namespace wavespeed_mock
