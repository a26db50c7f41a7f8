// The mock as a function from request to response: no sockets, no threads, no sleeping and no
// system clock. Use it in unit tests; use MockServer when a real client has to connect.
#pragma once

#include <memory>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class Mock {
 public:
  // Throws ConfigError when an option or a fixture is wrong.
  explicit Mock(const Options& options = {});
  ~Mock();
  Mock(const Mock&) = delete;
  Mock& operator=(const Mock&) = delete;

  // Answers one request; never throws for what a client sent. May be called from several threads.
  // A wait that the response asks for is in `Response::delivery`; nothing waits in here.
  Response handle(const Request& request);

  // The clock all time is read from.
  Clock& clock() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wavespeed_mock
