// One connection of the event engine: reads requests, has them answered, and writes the answers,
// in plain text or over TLS. It never blocks.
//
// Belongs to the thread of its loop. The loop keeps it alive until it closes, and so does each
// asynchronous operation that has not ended.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "transport/event/answer_delivery.h"
#include "transport/event/event_loop.h"
#include "transport/event/socket_output.h"
#include "transport/http/request_reader.h"
#include "transport/tls/tls_session.h"

namespace wavespeed_mock::transport {

class EventConnection final : public DeliveryOwner {
 public:
  EventConnection(EventLoop& loop, EventSocket socket);

  void start();
  // Closes at once and cancels what has not ended; a second call does nothing.
  void close();
  // Gives up a client that takes too long. Called at each tick of the loop.
  void check_deadlines();

  // Its index in the loop's list.
  std::size_t index() const { return index_; }
  void set_index(std::size_t index) { index_ = index; }

 private:
  enum class Phase : std::uint8_t {
    reading,          // requests
    awaiting_answer,  // the handler's answer is pending
    delivering,       // an answer with a delay, pieces or an ending of its own
    hanging,          // silent until the client closes
    closing,          // closes when all is sent
    breaking,         // likewise, but without close_notify, as a failing server would
    refusing,         // shuts its side down when all is sent
    lingering,        // then reads and drops what the client still sends
    closed,
  };

  // Reading and answering.
  void wait_for_input();
  void read_input(std::size_t size);
  void read_encrypted(std::string_view bytes);
  void take_requests(std::string_view bytes);
  void answer_request();
  void send_answer(const Response& response) override;
  void refuse(const ApiError& error);
  void await_answer(std::shared_ptr<PendingAnswer> answer);
  void deliver(WireAnswer wire, const DeliveryPlan& plan);
  void end_delivery();
  AnswerDelivery& delivery();

  // Writing.
  bool flush();
  void wait_until_writable();
  void proceed() override;

  void watch_for_hangup();
  void allow_silence(std::uint32_t ticks) { deadline_ = loop_.tick() + ticks; }
  void allow_any_silence() { deadline_ = 0; }
  bool is_inside_request() const;
  bool is_between_requests() const;
  std::shared_ptr<EventConnection> self() {
    return std::static_pointer_cast<EventConnection>(shared_from_this());
  }

  EventLoop& loop_;
  EventSocket socket_;
  std::size_t index_ = 0;
  Phase phase_ = Phase::reading;
  bool waits_for_input_ = false;
  bool waits_until_writable_ = false;
  bool watches_for_hangup_ = false;
  // Ticks of the loop; 0: no deadline.
  std::uint32_t deadline_ = 0;  // for the next byte
  std::uint32_t request_deadline_ = 0;
  std::unique_ptr<TlsSession> tls_;  // null: plain
  bool has_received_ = false;        // over TLS
  RequestReader reader_;
  std::vector<char> input_;  // the buffer of the pending read
  bool fills_input_ = false;
  std::string unread_;  // came after the request that is being answered
  SocketOutput out_;
  std::unique_ptr<AnswerDelivery> delivery_;  // made when first needed
};

}  // namespace wavespeed_mock::transport
