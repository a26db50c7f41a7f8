#include "transport/event/event_connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <utility>

#include "transport/http/refusal.h"
#include "transport/http/response_text.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

using boost::system::error_code;

// Answers to pipelined requests go out together, up to so many bytes.
constexpr std::size_t kMostGathered = 262'144;
// A connection that waits for its next request keeps no more room than that for what comes; a
// request that fills it gets more for its rest.
constexpr std::size_t kRoom = 4'096;
constexpr std::size_t kMuchRoom = 65'536;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

EventConnection::EventConnection(EventLoop& loop, EventSocket socket)
    : loop_(loop),
      socket_(std::move(socket)),
      tls_(loop.setting().tls == nullptr ? nullptr
                                         : std::make_unique<TlsSession>(*loop.setting().tls)),
      reader_(loop.setting().most_body, tls_ != nullptr) {}

void EventConnection::start() {
  const EventLoop::Patience& patience = loop_.patience();
  allow_silence(tls_ == nullptr ? patience.idle : patience.handshake);
  wait_for_input();
}

void EventConnection::close() {
  if (phase_ == Phase::closed) return;
  const auto self = shared_from_this();  // the loop lets go of it
  // Who waits for no answer is told that this is the end, if there is room for the word.
  if (tls_ != nullptr && is_between_requests() && tls_->say_goodbye()) {
    out_.send(socket_.native_handle(), tls_.get());
  }
  phase_ = Phase::closed;
  stop_waiting();
  error_code ignored;
  socket_.close(ignored);
  loop_.forget(*this);
}

void EventConnection::look_at_time() {
  const auto is_over = [&](std::uint32_t deadline) {
    return deadline != 0 && loop_.tick() >= deadline;
  };
  const TimeLimits& time = loop_.setting().time;
  if (is_inside_request() && is_over(request_deadline_)) {
    refuse(request_too_slow(time.request));
  } else if (!is_over(deadline_)) {
    return;
  } else if (is_inside_request()) {
    refuse(request_unfinished(time.silence));
  } else {
    return close();
  }
  go_on();
}

// --- Reading and answering

void EventConnection::wait_for_input() {
  if (waits_for_input_) return;
  waits_for_input_ = true;
  const bool idle = reader_.state() == RequestReader::State::idle;
  const std::size_t room = fills_room_ && !idle ? kMuchRoom : kRoom;
  if (input_.size() != room) input_ = std::vector<char>(room);
  socket_.async_read_some(boost::asio::buffer(input_),
                          [self = shared_from_this()](const error_code& ended, std::size_t size) {
                            self->waits_for_input_ = false;
                            if (ended) return self->close();
                            self->read_input(size);
                          });
}

void EventConnection::read_input(std::size_t size) {
  if (phase_ == Phase::hanging || phase_ == Phase::lingering) return wait_for_input();
  if (phase_ != Phase::reading) return;
  fills_room_ = size == input_.size();
  const std::string_view bytes(input_.data(), size);
  if (tls_ == nullptr) {
    take_requests(bytes);
  } else {
    read_sealed(bytes);
  }
  go_on();
}

void EventConnection::read_sealed(std::string_view bytes) {
  if (!std::exchange(heard_anything_, true) && !TlsSession::is_tls(bytes)) {
    tls_.reset();
    reader_.take(bytes);  // for what its answer goes by
    return refuse(request_without_tls());
  }
  std::string plain;
  if (!tls_->open(bytes, plain)) {
    phase_ = Phase::refusing;
    allow_silence(loop_.patience().silence);
  } else if (!plain.empty()) {
    take_requests(plain);
  }
}

void EventConnection::take_requests(std::string_view bytes) {
  allow_silence(loop_.patience().silence);
  while (phase_ == Phase::reading && !bytes.empty() && out_.size() < kMostGathered) {
    switch (reader_.take(bytes)) {
      case RequestReader::State::idle:
      case RequestReader::State::reading:
        break;  // all is taken
      case RequestReader::State::wants_more:
        out_.add(kContinue);
        break;
      case RequestReader::State::refused:
        refuse(reader_.error());
        break;
      case RequestReader::State::whole:
        answer_request();
        break;
    }
  }
  unread_ = bytes;
  if (request_deadline_ == 0 && reader_.state() != RequestReader::State::idle) {
    request_deadline_ = loop_.tick() + loop_.patience().request;
  }
}

void EventConnection::answer_request() {
  Response response = loop_.setting().handler(reader_.request());
  if (response.pending != nullptr) {
    settle(std::move(response.pending));
  } else {
    give(response);
  }
}

void EventConnection::give(const Response& response) {
  const bool closes = reader_.closes();
  const std::string_view connection = closes ? "close" : reader_.is_old() ? "keep-alive" : "";
  WireAnswer wire = to_wire(response, {.head_only = reader_.head_only(), .connection = connection});
  wire.closes |= closes;
  reader_.start_next();
  request_deadline_ = 0;

  const DeliveryPlan& plan = response.delivery;
  const bool at_once = plan.not_before == Timestamp::min() && plan.delay <= Duration::zero() &&
                       wire.first == wire.text.size() && wire.ending == Ending::whole;
  if (!at_once) {
    return deliver({.wire = std::move(wire), .not_before = plan.not_before, .delay = plan.delay});
  }
  out_.add(std::move(wire.text));
  phase_ = wire.closes ? Phase::closing : Phase::reading;
}

void EventConnection::refuse(const ApiError& error) {
  const WireForm form{.head_only = reader_.head_only(), .connection = "close"};
  out_.add(to_wire(error_response(error), form).text);
  phase_ = Phase::refusing;
  allow_silence(loop_.patience().silence);
}

// --- Delivering

void EventConnection::settle(std::shared_ptr<PendingAnswer> answer) {
  phase_ = Phase::settling;
  allow_any_silence();
  notice_end();
  settling_ = std::make_unique<Settling>(Settling{.answer = std::move(answer)});
  const Duration patience = settling_->answer->patience();
  settling_->changes =
      settling_->answer->on_change([weak = weak_from_this(), &loop = loop_.context()] {
        boost::asio::post(loop, [weak] {
          const auto self = weak.lock();
          if (self == nullptr) return;
          self->look_for_answer(false);
          self->go_on();
        });
      });
  // It may be there already, or be late before it begins.
  start_timer(patience, [](EventConnection& self) { self.look_for_answer(true); });
  boost::asio::post(loop_.context(), [self = shared_from_this()] {
    self->look_for_answer(false);
    self->go_on();
  });
}

void EventConnection::look_for_answer(bool last) {
  if (phase_ != Phase::settling) return;
  auto response = settling_->answer->look(last);
  if (!response) return;
  stop_waiting();
  give(*response);
}

void EventConnection::deliver(Delivery delivery) {
  phase_ = Phase::delivering;
  allow_any_silence();
  notice_end();
  delivery_ = std::make_unique<Delivery>(std::move(delivery));
  reach_moment();
}

void EventConnection::reach_moment() {
  Clock& clock = loop_.setting().clock;
  const Timestamp due = delivery_->not_before;
  // Almost no answer waits for it, so that the clock is not even read.
  if (due == Timestamp::min() || clock.now() >= due) return pass_delay();
  delivery_->moment = loop_.clock_moments().add(due, [self = shared_from_this()] {
    self->delivery_->moment.reset();
    self->pass_delay();
    self->go_on();
  });
}

void EventConnection::pass_delay() {
  if (delivery_->delay <= Duration::zero()) return hand_out_piece();
  start_timer(delivery_->delay, [](EventConnection& self) { self.hand_out_piece(); });
}

void EventConnection::hand_out_piece() {
  Delivery& delivery = *delivery_;
  const std::size_t size = delivery.wire.next(delivery.sent);
  out_.add(std::string_view(delivery.wire.text).substr(delivery.sent, size));
  delivery.sent += size;
  delivery.is_handed_out = true;
}

void EventConnection::end_delivery() {
  const std::unique_ptr<Delivery> delivery = std::move(delivery_);
  switch (delivery->wire.ending) {
    case Ending::whole:
      phase_ = delivery->wire.closes ? Phase::closing : Phase::reading;
      allow_silence(loop_.patience().silence);
      break;
    case Ending::hang:
      phase_ = Phase::hanging;
      break;
    case Ending::reset: {
      // Has the coming close() tear the connection down, instead of ending it in good order.
      const linger at_once{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      [[fallthrough]];
    }
    case Ending::close:
      phase_ = Phase::breaking;
      break;
  }
}

// --- Sending

// False when the socket takes no more for now, or is closed.
bool EventConnection::send_out() {
  switch (out_.send(socket_.native_handle(), tls_.get())) {
    case SocketOutput::Sent::all:
      return true;
    case SocketOutput::Sent::some:
      wait_for_room();
      return false;
    case SocketOutput::Sent::none:
      close();
      return false;
  }
  return false;
}

void EventConnection::wait_for_room() {
  if (waits_for_room_) return;
  waits_for_room_ = true;
  allow_silence(loop_.patience().silence);
  socket_.async_wait(EventSocket::wait_write,
                     [self = shared_from_this()](const error_code& failed) {
                       self->waits_for_room_ = false;
                       if (!failed) self->go_on();
                     });
}

// Sends what there is, and then what comes next.
void EventConnection::go_on() {
  while (phase_ != Phase::closed && !waits_for_room_ && send_out()) {
    switch (phase_) {
      case Phase::reading:
        if (unread_.empty()) {
          if (tls_ != nullptr && tls_->is_ended()) {
            phase_ = Phase::closing;
            break;
          }
          if (is_between_requests()) allow_silence(loop_.patience().idle);
          return wait_for_input();
        }
        take_requests(std::exchange(unread_, {}));
        break;
      case Phase::delivering:
        if (!delivery_->is_handed_out) return;  // it waits for its time
        if (delivery_->sent < delivery_->wire.text.size()) {
          delivery_->is_handed_out = false;
          allow_any_silence();
          return start_timer(delivery_->wire.pause,
                             [](EventConnection& self) { self.hand_out_piece(); });
        }
        end_delivery();
        break;
      case Phase::closing:
        if (tls_ != nullptr && tls_->say_goodbye()) break;
        return close();
      case Phase::breaking:
        return close();
      case Phase::refusing:
        if (tls_ != nullptr && tls_->say_goodbye()) break;
        ::shutdown(socket_.native_handle(), SHUT_WR);
        phase_ = Phase::lingering;
        allow_silence(loop_.patience().linger);
        return wait_for_input();
      case Phase::hanging:
        return wait_for_input();
      case Phase::settling:
      case Phase::lingering:
      case Phase::closed:
        return;
    }
  }
}

// --- Waiting

// Something of a request has come, and the rest is waited for.
bool EventConnection::is_inside_request() const {
  return phase_ == Phase::reading && !waits_for_room_ &&
         reader_.state() != RequestReader::State::idle;
}

// In good order, and with nothing to do.
bool EventConnection::is_between_requests() const {
  return phase_ == Phase::reading && reader_.state() == RequestReader::State::idle &&
         out_.size() == 0 && (tls_ == nullptr || tls_->is_open());
}

void EventConnection::start_timer(Duration time, void (*then)(EventConnection&)) {
  if (timer_ == nullptr) timer_ = std::make_unique<boost::asio::steady_timer>(loop_.context());
  timer_->expires_after(std::min<Duration>(time, kLongestDelay));
  timer_->async_wait([self = shared_from_this(), then](const error_code& cancelled) {
    if (cancelled || self->phase_ == Phase::closed) return;
    then(*self);
    self->go_on();
  });
}

// Ends what an answer waits for.
void EventConnection::stop_waiting() {
  timer_.reset();
  if (settling_ != nullptr) {
    // The last look is taken also when the connection has ended.
    const std::unique_ptr<Settling> settling = std::move(settling_);
    settling->changes.reset();
    if (phase_ == Phase::closed) settling->answer->look(true);
  }
  if (delivery_ != nullptr && delivery_->moment) {
    loop_.clock_moments().cancel(*delivery_->moment);
    delivery_->moment.reset();
  }
}

// Has a client that goes be noticed also while nothing is read from it: when both sides are shut or
// the connection is broken. Half of it may be shut by who still waits for its answer.
void EventConnection::notice_end() {
  if (notices_end_) return;
  notices_end_ = true;
  socket_.async_wait(EventSocket::wait_error,
                     [self = shared_from_this()](const error_code& failed) {
                       if (!failed) self->close();
                     });
}

}  // namespace wavespeed_mock::transport
