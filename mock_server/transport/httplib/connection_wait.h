// Waiting on behalf of one connection: for time to pass, for the mock's clock, for an answer that
// is not there yet, or for the client to go. Whatever is waited for, it is over at once when the
// connection ends, also when the server shuts it down.
//
// Owned by the thread that serves the connection; nobody is kept waiting but that thread.
#pragma once

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

class ConnectionWait {
 public:
  // The socket must stay open meanwhile; the clock must outlive it.
  ConnectionWait(int socket, Clock& clock) : socket_(socket), clock_(clock) {}

  // Until so much time of the wall has passed. False when the connection ended before.
  bool pass(Duration time) const;
  // Until the mock's clock is there. False when the connection ended before.
  bool reach(Timestamp time) const;
  // Until there is an answer. The last look is taken also when the connection has ended.
  Response await_answer(PendingAnswer& pending) const;
  // Until the client has closed its side.
  void until_gone() const;

 private:
  const int socket_;
  Clock& clock_;
};

}  // namespace wavespeed_mock::transport
