#include "transport/client/address_exchange.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "base/value/duration_text.h"
#include "transport/tls/tls_session.h"

namespace wavespeed_mock::transport {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::steady_clock;
using tcp = asio::ip::tcp;

constexpr const char* kNotConnected = "the connection was refused or cannot be made";

// Read or encrypted at once.
constexpr std::size_t kPiece = std::size_t{64} << 10;

class Exchange {
 public:
  Exchange(const OutgoingRequest& request, const ExchangeLimits& limits, std::stop_token stop)
      : limits_(limits),
        stop_(std::move(stop)),
        head_(request.head),
        body_(request.body),
        parser_(request.is_head_request, limits.body) {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  ExchangeOutcome run(const tcp::endpoint& server, const WebUrl& url, const TlsClientContext* tls) {
    const std::stop_callback on_stop(stop_, [this] { loop_.stop(); });
    if (auto problem = connect(server); !problem.empty()) return {.problem = std::move(problem)};
    const auto deadline = steady_clock::now() + limits_.answer;
    if (tls != nullptr) tls_ = std::make_unique<TlsSession>(*tls, url.host);
    read();
    write();
    if (!run_until(deadline, is_done_)) {
      return {.problem = unless_stopped("no answer within " + to_text(limits_.answer)),
              .was_connected = true};
    }
    if (tls_ != nullptr) end_tls();
    if (!problem_.empty()) return {.problem = std::move(problem_), .was_connected = true};
    return {.answer = parser_.take_answer(), .was_connected = true};
  }

 private:
  // Until `condition` holds, which it then returns; not when the time is over or `stop_` asked for.
  bool run_until(steady_clock::time_point deadline, const bool& condition) {
    while (!condition && loop_.run_one_until(deadline) > 0) {
    }
    return condition;
  }

  std::string unless_stopped(std::string problem) const {
    return stop_.stop_requested() ? kCancelled : std::move(problem);
  }

  // Returns why it failed.
  std::string connect(const tcp::endpoint& server) {
    error_code error;
    socket_.open(server.protocol(), error);
    if (error) return kNotConnected;
    socket_.set_option(tcp::no_delay(true), error);
    bool has_ended = false;
    socket_.async_connect(server, [&](const error_code& failed) {
      error = failed;
      has_ended = true;
    });
    if (!run_until(steady_clock::now() + limits_.connect, has_ended)) {
      return unless_stopped("no connection within " + to_text(limits_.connect));
    }
    return error ? kNotConnected : "";
  }

  void read() {
    socket_.async_read_some(asio::buffer(input_),
                            [this](const error_code& error, std::size_t size) {
                              error ? end_input(error) : take({input_.data(), size});
                              if (!is_done_) read();
                            });
  }

  void take(std::string_view bytes) {
    if (tls_ == nullptr) {
      parser_.take(bytes);
    } else {
      std::string plain;
      const bool is_sound = tls_->open(bytes, plain);
      parser_.take(plain);
      if (!parser_.is_done() && !is_sound) return fail(tls_->problem());
      if (tls_->is_ended()) parser_.end();
      write();
    }
    check_parser();
  }

  void end_input(const error_code& error) {
    if (tls_ == nullptr) {
      parser_.end(error == asio::error::eof);
    } else if (tls_->is_open()) {
      // Its end would have been taken with the last bytes.
      parser_.end(false);
    } else {
      return fail(tls_->problem());
    }
    check_parser();
  }

  void check_parser() {
    is_done_ = is_done_ || parser_.is_done();
    if (problem_.empty()) problem_ = parser_.problem();
  }

  void fail(std::string problem) {
    problem_ = std::move(problem);
    is_done_ = true;
  }

  // What can be sent now, while the answer is read: a server may answer before it has all.
  void write() {
    if (is_writing_ || is_done_) return;
    if (tls_ != nullptr && sealed_.empty()) seal();
    using Buffers = std::array<asio::const_buffer, 2>;
    const Buffers output = tls_ == nullptr ? Buffers{asio::buffer(head_), asio::buffer(body_)}
                                           : Buffers{asio::buffer(sealed_)};
    if (asio::buffer_size(output) == 0) return;
    is_writing_ = true;
    socket_.async_write_some(output, [this](const error_code& error, std::size_t size) {
      // With an error, `is_writing_` remains: nothing more can be sent, but the answer may be
      // there.
      if (error) return;
      is_writing_ = false;
      drop_sent(size);
      write();
    });
  }

  void seal() {
    if (tls_->is_open()) {
      tls_->seal(std::exchange(head_, {}));
      const std::string_view piece = body_.substr(0, kPiece);
      tls_->seal(piece);
      body_.remove_prefix(piece.size());
    }
    sealed_ = std::exchange(tls_->outgoing(), {});
  }

  void drop_sent(std::size_t size) {
    if (tls_ != nullptr) {
      sealed_.erase(0, size);
      return;
    }
    const std::size_t of_head = std::min(size, head_.size());
    head_.remove_prefix(of_head);
    body_.remove_prefix(size - of_head);
  }

  // Says what TLS has to say last, if the socket takes it at once.
  void end_tls() {
    tls_->say_goodbye();
    const std::string& last = tls_->outgoing();
    if (!is_writing_ && !last.empty()) {
      ::send(socket_.native_handle(), last.data(), last.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
  }

  const ExchangeLimits& limits_;
  const std::stop_token stop_;
  asio::io_context loop_{1};
  // Only `stop_` stops the loop; it would also stop when it has nothing to wait for.
  const asio::executor_work_guard<asio::io_context::executor_type> work_{loop_.get_executor()};
  asio::basic_stream_socket<tcp, asio::io_context::executor_type> socket_{loop_.get_executor()};
  std::unique_ptr<TlsSession> tls_;  // null: plain

  // Not sent, or not encrypted, yet.
  std::string_view head_;
  std::string_view body_;
  std::string sealed_;  // encrypted and not sent yet
  bool is_writing_ = false;

  std::vector<char> input_ = std::vector<char>(kPiece);
  AnswerParser parser_;
  bool is_done_ = false;
  std::string problem_;
};

}  // namespace

ExchangeOutcome exchange_with(const std::string& address, const WebUrl& url,
                              const OutgoingRequest& request, const ExchangeLimits& limits,
                              const TlsClientContext* tls, const std::stop_token& stop) {
  error_code error;
  const tcp::endpoint server(asio::ip::make_address(address, error),
                             static_cast<asio::ip::port_type>(url.port));
  if (error) return {.problem = "the address " + address + " cannot be used"};
  try {
    return Exchange(request, limits, stop).run(server, url, tls);
  } catch (const boost::system::system_error& problem) {
    return {.problem = "the connection cannot be made: " + problem.code().message()};
  }
}

}  // namespace wavespeed_mock::transport
