// What a DeliveryPlan means on the wire: which bytes are sent, at which pace, how the connection
// ends. Every engine does the same.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "transport/http/response_text.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

struct WireAnswer {
  std::string text;       // all that is sent: the answer, or the part of it before a fault
  std::size_t first = 0;  // bytes that go out at once, …
  std::size_t piece = 0;  // … and then this many at a time, …
  Duration pause{0};      // … each after this pause; all at once where `first` is all of it
  Ending ending = Ending::whole;
  bool closes = false;  // the connection cannot be used again

  // How many bytes to send next when `sent` have been; 0 at the end.
  std::size_t next(std::size_t sent) const;
};

WireAnswer to_wire(const Response& response, const WireForm& form);

}  // namespace wavespeed_mock::transport
