// HTTP messages as plain values. The transport passes a Request to the mock, which returns a
// Response.
//
// Owned by the caller; no locks. One object belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct Header {
  std::string name;
  std::string value;
};

// Header fields in the order received or to be sent. Names compare without regard to case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  // The first field of that name; nullptr when there is none. Valid until the next change.
  const std::string* find(std::string_view name) const;
  // The first field's value, or an empty text.
  std::string_view get(std::string_view name) const;

  void add(std::string name, std::string value);
  void clear() { fields_.clear(); }
  void reserve(std::size_t fields) { fields_.reserve(fields); }

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<Header> fields_;
};

struct Request {
  std::string method;  // "GET", "POST", … upper case
  std::string target;  // path and query as sent, e.g. "/api/v3/wavespeed-ai/flux-dev?webhook=…"
  Headers headers;
  std::string body;
  bool https = false;  // it came over TLS
};

// What follows the last byte that is sent of an answer.
enum class Ending : std::uint8_t {
  whole,  // nothing: the answer was sent as it is
  hang,   // silence, until the client gives up or the server stops
  close,  // the connection is closed properly (FIN)
  reset,  // the connection is reset (RST)
};

// How the transport has to deliver a response. Plain data, so that a test without sockets can
// assert it.
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

  friend bool operator==(const DeliveryPlan&, const DeliveryPlan&) = default;
};

class PendingAnswer;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  DeliveryPlan delivery;
  // Set if the answer waits for something to happen: then ignore all other fields.
  std::shared_ptr<PendingAnswer> pending{};
};

// An answer that waits for something to happen, such as a request that a test expects. The
// transport calls look() after each change, and for the last time when patience() is over.
//
// May be used from any thread.
class PendingAnswer {
 public:
  virtual ~PendingAnswer() = default;
  // On the wall clock, from the request on.
  virtual Duration patience() const = 0;
  // The answer, if what was waited for has happened; always one when `last`.
  virtual std::optional<Response> look(bool last) = 0;
  // Calls `changed`, from any thread, when it is worth looking again, for as long as the handle
  // lives; once the handle is gone, no call is running. `changed` must return soon.
  [[nodiscard]] virtual std::shared_ptr<void> on_change(std::function<void()> changed) = 0;
};

}  // namespace wavespeed_mock
