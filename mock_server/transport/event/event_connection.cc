#include "transport/event/event_connection.h"

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <utility>

#include "transport/http/refusal.h"
#include "transport/http/response_text.h"
#include "transport/http/wire_limits.h"
#include "transport/socket/reset_on_close.h"

namespace wavespeed_mock::transport {
namespace {

using boost::system::error_code;

// Answers to pipelined requests are sent together, up to this many bytes.
constexpr std::size_t kMaxGathered = 262'144;
// The read buffer of an idle connection is small; a request that fills it gets a large one.
constexpr std::size_t kSmallBuffer = 4'096;
constexpr std::size_t kLargeBuffer = 65'536;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

EventConnection::EventConnection(EventLoop& loop, EventSocket socket)
    : loop_(loop),
      socket_(std::move(socket)),
      tls_(loop.setting().tls == nullptr ? nullptr
                                         : std::make_unique<TlsSession>(*loop.setting().tls)),
      reader_(loop.setting().max_body, tls_ != nullptr) {}

void EventConnection::start() {
  const EventLoop::Patience& patience = loop_.patience();
  allow_silence(tls_ == nullptr ? patience.idle : patience.handshake);
  wait_for_input();
}

void EventConnection::close() {
  if (phase_ == Phase::closed) return;
  const auto self = shared_from_this();  // the loop drops its own pointer
  // A client that is owed nothing gets a close_notify, if the socket takes one without blocking.
  if (tls_ != nullptr && is_between_requests() && tls_->say_goodbye()) {
    out_.send(socket_.native_handle(), tls_.get());
  }
  phase_ = Phase::closed;
  if (delivery_ != nullptr) delivery_->cancel();
  error_code ignored;
  socket_.close(ignored);
  loop_.forget(*this);
}

void EventConnection::check_deadlines() {
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
  proceed();
}

// --- Reading and answering

void EventConnection::wait_for_input() {
  if (waits_for_input_) return;
  waits_for_input_ = true;
  const bool idle = reader_.state() == RequestReader::State::idle;
  const std::size_t capacity = fills_input_ && !idle ? kLargeBuffer : kSmallBuffer;
  if (input_.size() != capacity) input_ = std::vector<char>(capacity);
  socket_.async_read_some(boost::asio::buffer(input_),
                          [self = self()](const error_code& ended, std::size_t size) {
                            self->waits_for_input_ = false;
                            if (ended) return self->close();
                            self->read_input(size);
                          });
}

void EventConnection::read_input(std::size_t size) {
  if (phase_ == Phase::hanging || phase_ == Phase::lingering) return wait_for_input();
  if (phase_ != Phase::reading) return;
  fills_input_ = size == input_.size();
  const std::string_view bytes(input_.data(), size);
  tls_ == nullptr ? take_requests(bytes) : read_encrypted(bytes);
  proceed();
}

void EventConnection::read_encrypted(std::string_view bytes) {
  if (!std::exchange(has_received_, true) && !TlsSession::is_tls(bytes)) {
    tls_.reset();
    reader_.take(bytes);  // its method decides how it is answered
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
  while (phase_ == Phase::reading && !bytes.empty() && out_.size() < kMaxGathered) {
    switch (reader_.take(bytes)) {
      case RequestReader::State::idle:
      case RequestReader::State::reading:
        break;  // every byte is consumed
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
  Answer answer = loop_.setting().handler(reader_.request());
  if (const auto* const response = std::get_if<Response>(&answer)) return send_answer(*response);
  await_answer(std::get<std::shared_ptr<PendingAnswer>>(std::move(answer)));
}

void EventConnection::send_answer(const Response& response) {
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
    return deliver(std::move(wire), plan);
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

AnswerDelivery& EventConnection::delivery() {
  if (delivery_ == nullptr) delivery_ = std::make_unique<AnswerDelivery>(loop_, *this, out_);
  return *delivery_;
}

void EventConnection::await_answer(std::shared_ptr<PendingAnswer> answer) {
  phase_ = Phase::awaiting_answer;
  allow_any_silence();
  watch_for_hangup();
  delivery().await_answer(std::move(answer));
}

void EventConnection::deliver(WireAnswer wire, const DeliveryPlan& plan) {
  phase_ = Phase::delivering;
  allow_any_silence();
  watch_for_hangup();
  delivery().begin(std::move(wire), plan.not_before, plan.delay);
}

void EventConnection::end_delivery() {
  const WireAnswer wire = delivery_->end();
  switch (wire.ending) {
    case Ending::whole:
      phase_ = wire.closes ? Phase::closing : Phase::reading;
      allow_silence(loop_.patience().silence);
      break;
    case Ending::hang:
      phase_ = Phase::hanging;
      break;
    case Ending::reset:
      reset_on_close(socket_.native_handle());
      [[fallthrough]];
    case Ending::close:
      phase_ = Phase::breaking;
      break;
  }
}

// --- Writing

// False when the socket would block, or is closed.
bool EventConnection::flush() {
  const SocketOutput::Sent sent = out_.send(socket_.native_handle(), tls_.get());
  if (sent == SocketOutput::Sent::some) wait_until_writable();
  if (sent == SocketOutput::Sent::none) close();
  return sent == SocketOutput::Sent::all;
}

void EventConnection::wait_until_writable() {
  if (waits_until_writable_) return;
  waits_until_writable_ = true;
  allow_silence(loop_.patience().silence);
  socket_.async_wait(EventSocket::wait_write, [self = self()](const error_code& failed) {
    self->waits_until_writable_ = false;
    if (!failed) self->proceed();
  });
}

// Writes what is ready, then does what comes next.
void EventConnection::proceed() {
  while (phase_ != Phase::closed && !waits_until_writable_ && flush()) {
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
        if (delivery_->is_waiting()) return;
        if (delivery_->has_more()) {
          allow_any_silence();
          return delivery_->pause_before_next_piece();
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
      case Phase::awaiting_answer:
      case Phase::lingering:
      case Phase::closed:
        return;
    }
  }
}

// --- States

// Part of a request has arrived; the rest is awaited.
bool EventConnection::is_inside_request() const {
  return phase_ == Phase::reading && !waits_until_writable_ &&
         reader_.state() != RequestReader::State::idle;
}

// Idle and intact.
bool EventConnection::is_between_requests() const {
  return phase_ == Phase::reading && reader_.state() == RequestReader::State::idle &&
         out_.size() == 0 && (tls_ == nullptr || tls_->is_open());
}

// Closes when both sides are shut down or the connection is broken, also while nothing is read. A
// client that has shut down only its own side may still be waiting for its answer.
void EventConnection::watch_for_hangup() {
  if (watches_for_hangup_) return;
  watches_for_hangup_ = true;
  socket_.async_wait(EventSocket::wait_error, [self = self()](const error_code& failed) {
    if (!failed) self->close();
  });
}

}  // namespace wavespeed_mock::transport
