#include "transport/socket/listening_socket.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "base/http/web_url.h"
#include "base/text/system_error_text.h"
#include "transport/http/wire_limits.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

// Null when the host cannot be resolved.
Addresses addresses_of(const std::string& host, int port) {
  const addrinfo wanted{.ai_flags = AI_PASSIVE, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) {
    found = nullptr;
  }
  return {found, &::freeaddrinfo};
}

// -1, with errno, when it cannot be had.
int bound_socket(const addrinfo& address) {
  const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  const int yes = 1;
  // Not SO_REUSEPORT, with which two servers would share a port unnoticed.
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (::bind(socket, address.ai_addr, address.ai_addrlen) == 0 && ::listen(socket, kBacklog) == 0) {
    return socket;
  }
  const int error = errno;
  ::close(socket);
  errno = error;
  return -1;
}

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  // At the same place in addresses of both families.
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

std::string listen_problem(const std::string& host, int port) {
  return "cannot listen on " + host + ":" + std::to_string(port) + ": ";
}

const char* advice_on_listening(int error) {
  if (error == EADDRINUSE)
    return "; stop the program that listens there, or use port 0 for any free port";
  if (error == EADDRNOTAVAIL) return "; it is not an address of this machine";
  return "";
}

ListeningSocket listen_on(const std::string& host, int port) {
  const std::string problem = listen_problem(host, port);
  if (port < 0 || port > kMaxPort) throw ConfigError(problem + "a port is between 0 and 65535");
  const Addresses addresses = addresses_of(host, port);
  if (addresses == nullptr) {
    throw ConfigError(problem + '"' + host + "\" is neither an address nor a known name");
  }
  int error = EINVAL;
  for (const addrinfo* address = addresses.get(); address != nullptr; address = address->ai_next) {
    const int socket = bound_socket(*address);
    if (socket >= 0) return {Descriptor(socket), port_of(socket)};
    error = errno;
  }
  throw ConfigError(problem + system_error_text(error) + advice_on_listening(error));
}

}  // namespace wavespeed_mock::transport
