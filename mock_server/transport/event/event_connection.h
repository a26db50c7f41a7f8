// One connection of the event engine: from bytes to requests, from requests to answers, and answers
// delivered as their plans say, without ever waiting.
//
// Belongs to its loop's thread. Kept alive by the loop until it closes, and by what is under way.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transport/event/event_loop.h"
#include "transport/event/socket_output.h"
#include "transport/http/delivery.h"
#include "transport/http/request_reader.h"
#include "transport/tls/tls_session.h"

namespace wavespeed_mock::transport {

class EventConnection : public std::enable_shared_from_this<EventConnection> {
 public:
  EventConnection(EventLoop& loop, EventSocket socket);

  void start();
  // At once, whatever is under way; closing it again does nothing.
  void close();
  // Gives up a client that takes too long. Called at each tick of the loop.
  void look_at_time();

  // Its place in the loop's list.
  std::size_t place() const { return place_; }
  void set_place(std::size_t place) { place_ = place; }

 private:
  enum class Phase : std::uint8_t {
    reading,     // for requests
    settling,    // until there is an answer
    delivering,  // an answer that takes its time
    hanging,     // until the client goes
    closing,     // when all is sent
    breaking,    // then too, but as a server breaks down: without a word to who speaks TLS
    refusing,    // when all is sent, but what still comes is to be read and dropped
    lingering,   // that
    closed,
  };

  // An answer that is not simply sent.
  struct Delivery {
    WireAnswer wire;
    Timestamp not_before;
    Duration delay{0};
    std::size_t sent = 0;        // or handed to `out_`
    bool is_handed_out = false;  // a piece, and not waiting for the next
    std::optional<ClockMoments::Place> moment{};
  };
  // An answer that is not there yet.
  struct Settling {
    std::shared_ptr<PendingAnswer> answer;
    std::shared_ptr<void> changes{};
  };

  // Reading and answering.
  void wait_for_input();
  void read_input(std::size_t size);
  void read_sealed(std::string_view bytes);
  void take_requests(std::string_view bytes);
  void answer_request();
  void give(const Response& response);
  void refuse(const ApiError& error);

  // Delivering.
  void settle(std::shared_ptr<PendingAnswer> answer);
  void look_for_answer(bool last);
  void deliver(Delivery delivery);
  void reach_moment();
  void pass_delay();
  void hand_out_piece();
  void end_delivery();

  // Sending.
  bool send_out();
  void wait_for_room();
  void go_on();

  bool is_between_requests() const;
  void start_timer(Duration time, void (*then)(EventConnection&));
  void stop_waiting();
  void notice_end();
  void allow_silence(std::uint32_t ticks) { deadline_ = loop_.tick() + ticks; }
  void allow_any_silence() { deadline_ = 0; }
  bool is_inside_request() const;

  EventLoop& loop_;
  EventSocket socket_;
  std::size_t place_ = 0;
  Phase phase_ = Phase::reading;
  bool waits_for_input_ = false;
  bool waits_for_room_ = false;
  bool notices_end_ = false;
  // Ticks of the loop; 0 for none.
  std::uint32_t deadline_ = 0;  // of the silence
  std::uint32_t request_deadline_ = 0;
  std::unique_ptr<TlsSession> tls_;  // null: plain
  bool heard_anything_ = false;      // over TLS
  RequestReader reader_;
  // What is read into, all the time that something may come.
  std::vector<char> input_;
  bool fills_room_ = false;
  std::string unread_;  // came behind the request that is being answered
  SocketOutput out_;
  std::unique_ptr<Delivery> delivery_;
  std::unique_ptr<Settling> settling_;
  std::unique_ptr<boost::asio::steady_timer> timer_;
};

}  // namespace wavespeed_mock::transport
