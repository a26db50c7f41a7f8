// A socket that listens, or an error that says why it cannot. The error also says what would help.
#pragma once

#include <string>

#include "base/file/descriptor.h"

namespace wavespeed_mock::transport {

struct ListeningSocket {
  Descriptor socket;  // non-blocking
  int port;
};

// On a host's address or name; port 0 takes any free one. Throws ConfigError.
ListeningSocket listen_on(const std::string& host, int port);

// "cannot listen on HOST:PORT: ", as all its errors begin.
std::string listen_problem(const std::string& host, int port);
// What to do about an errno of bind(); begins with "; ", or is empty.
const char* advice_on_listening(int error);

}  // namespace wavespeed_mock::transport
