// The HTTP library's client for one exchange with one address of a host. It is set up as every
// sender of requests in this project needs it: it rewrites, unpacks and keeps nothing, and every
// wait has an end.
//
// Used by one thread.
#pragma once

#include <httplib.h>

#include <chrono>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "base/http/web_url.h"
#include "transport/client/socket_deadlines.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

class AddressClient {
 public:
  struct Limits {
    std::chrono::nanoseconds connect;
    std::chrono::nanoseconds answer;                 // from the connection to the answer's end
    std::optional<std::filesystem::path> ca_file{};  // instead of the system's certificates
  };

  // The deadlines must outlive it, and may end it early.
  AddressClient(const WebUrl& url, const std::string& address, Limits limits,
                SocketDeadlines& deadlines);
  AddressClient(const AddressClient&) = delete;
  AddressClient& operator=(const AddressClient&) = delete;

  // Sends `request`, which must have a receiver of the answer's body (otherwise the library may ask
  // for a compressed one), with these fields. False when there is no whole answer.
  bool send(httplib::Request& request, const Headers& fields, httplib::Response& response);

  // Why there was none.
  httplib::Error error() const { return error_; }
  // Whether that is because the time for the answer was over.
  bool was_late() const { return late_; }
  // In words.
  std::string problem() const;

 private:
  const Limits limits_;
  const std::chrono::steady_clock::time_point deadline_;
  std::list<SocketDeadlines::Watch> watches_;
  std::unique_ptr<httplib::ClientImpl> client_;
  httplib::SSLClient* ssl_ = nullptr;  // the same when it is one
  httplib::Error error_ = httplib::Error::Success;
  bool late_ = false;
};

}  // namespace wavespeed_mock::transport
