// How a server delivers a response: at once, later, slowly, in part, or not at all. Plain data, so
// that a test without sockets can assert what a fault did.
//
// Owned by the caller; no locks. One object belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// What follows the last byte that is sent of an answer.
enum class Ending : std::uint8_t {
  whole,  // nothing: the answer was sent as it is
  hang,   // silence, until the client gives up or the server stops
  close,  // the connection is closed properly (FIN)
  reset,  // the connection is torn down (RST)
};

struct DeliveryPlan {
  Duration delay{0};  // wait this long, on the wall clock, before the first byte
  // Wait for that moment of the mock's clock first; the delay begins then.
  Timestamp not_before = Timestamp::min();

  Ending ending = Ending::whole;
  // Of an answer that does not end whole: send its head and this many bytes of its body before the
  // ending; nullopt: send nothing of it.
  std::optional<std::uint64_t> body_bytes{};

  // Send the body in pieces of this many bytes, with a pause on the wall clock before each but the
  // first; 0: in one piece.
  std::uint64_t piece_bytes = 0;
  Duration piece_pause{0};

  // Send the body in chunked coding, with a chunk whose length is not a number; closes the
  // connection.
  bool malformed_chunk = false;

  // Whether the client gets not one byte of the answer.
  bool sends_nothing() const { return ending != Ending::whole && !body_bytes; }

  friend bool operator==(const DeliveryPlan&, const DeliveryPlan&) = default;
};

}  // namespace wavespeed_mock
