// The waits of one connection: for time to pass, for the mock's clock, for a pending answer, or for
// the client to close. Each wait ends at once when the connection ends, also when the server shuts
// it down.
//
// Owned by the thread that serves the connection; no other thread waits.
#pragma once

#include "base/http/pending_answer.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

class ConnectionWait {
 public:
  // The socket must stay open, and the clock must exist, as long as this object.
  ConnectionWait(int socket, Clock& clock) : socket_(socket), clock_(clock) {}

  // Until that much real time has passed. False when the connection ended before.
  bool pass(Duration time) const;
  // Until the mock's clock has reached that time. False when the connection ended before.
  bool reach(Timestamp time) const;
  // Until there is an answer. Looks a last time also when the connection has ended.
  Response await_answer(PendingAnswer& pending) const;
  // Until the client has closed its side.
  void until_gone() const;

 private:
  const int socket_;
  Clock& clock_;
};

}  // namespace wavespeed_mock::transport
