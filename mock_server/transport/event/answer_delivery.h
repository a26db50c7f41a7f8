// The delivery of one answer at a time: it waits for a pending answer, for the answer's moment or
// delay, and between its pieces.
//
// Belongs to its connection, on the thread of the connection's loop.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <memory>
#include <optional>

#include "base/http/pending_answer.h"
#include "transport/event/event_loop.h"
#include "transport/event/socket_output.h"
#include "transport/http/wire_answer.h"

namespace wavespeed_mock::transport {

// What an AnswerDelivery calls when a wait is over. Each wait keeps the owner alive.
class DeliveryOwner : public std::enable_shared_from_this<DeliveryOwner> {
 public:
  virtual ~DeliveryOwner() = default;
  // A pending answer has arrived.
  virtual void send_answer(const Response& response) = 0;
  // There may be output to write.
  virtual void proceed() = 0;
};

class AnswerDelivery {
 public:
  // All three must outlive it.
  AnswerDelivery(EventLoop& loop, DeliveryOwner& owner, SocketOutput& out)
      : loop_(loop), owner_(owner), out_(out) {}

  void await_answer(std::shared_ptr<PendingAnswer> answer);

  // Adds the first piece to the output after `not_before` on the mock's clock, and then `delay`.
  void begin(WireAnswer wire, Timestamp not_before, Duration delay);
  // Whether the first or the next piece still has to wait for its time.
  bool is_waiting() const { return is_waiting_; }
  bool has_more() const { return added_ < wire_.text.size(); }
  void pause_before_next_piece();
  // Returns the answer; the owner ends the connection as the answer says.
  WireAnswer end();

  // The connection has closed: cancels every wait, for good.
  void cancel();

 private:
  // An answer that has not arrived yet.
  struct Pending {
    std::shared_ptr<PendingAnswer> answer;
    std::shared_ptr<void> changes{};
  };

  void check_pending(bool last);
  void wait_for_delay();
  void add_piece();
  void start_timer(Duration time, void (AnswerDelivery::*then)());
  void check_pending_at_last() { check_pending(true); }

  EventLoop& loop_;
  DeliveryOwner& owner_;
  SocketOutput& out_;
  std::optional<Pending> pending_;
  WireAnswer wire_;
  Duration delay_{0};
  std::size_t added_ = 0;  // bytes of `wire_` that are in `out_` or sent
  bool is_waiting_ = false;
  bool is_cancelled_ = false;
  std::optional<ClockMoments::Place> moment_;
  std::unique_ptr<boost::asio::steady_timer> timer_;
};

}  // namespace wavespeed_mock::transport
