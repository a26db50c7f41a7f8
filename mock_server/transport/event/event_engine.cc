// The engine on Boost.Asio: many connections on a few threads, one loop on each. New connections go
// to the loops in turn, so that all are served alike.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "transport/engine.h"
#include "transport/event/event_loop.h"
#include "transport/socket/listening_socket.h"

namespace wavespeed_mock::transport {
namespace {

using boost::system::error_code;

// How long to wait when no descriptor is left for another connection: one may be free again.
constexpr std::chrono::milliseconds kUntilDescriptors(50);

// Accepts on the first loop's thread.
class Acceptor {
 public:
  Acceptor(std::vector<std::unique_ptr<EventLoop>>& loops, Descriptor socket)
      : loops_(loops), socket_(loops.front()->context()), pause_(loops.front()->context()) {
    socket_.assign(boost::asio::ip::tcp::v4(), socket.number());
    socket.release();
  }

  void start() {
    socket_.async_wait(boost::asio::ip::tcp::acceptor::wait_read, [this](const error_code& failed) {
      if (!failed) accept_all();
    });
  }
  void close() {
    error_code ignored;
    socket_.close(ignored);
    pause_.cancel();
  }

 private:
  void accept_all() {
    for (;;) {
      Descriptor client(
          ::accept4(socket_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (client.number() < 0) {
        if (errno == EINTR || errno == ECONNABORTED) continue;
        return errno == EAGAIN || errno == EWOULDBLOCK ? start() : start_later();
      }
      const int yes = 1;
      ::setsockopt(client.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      loops_[next_++ % loops_.size()]->take(std::move(client));
    }
  }
  void start_later() {
    pause_.expires_after(kUntilDescriptors);
    pause_.async_wait([this](const error_code& cancelled) {
      if (!cancelled) start();
    });
  }

  std::vector<std::unique_ptr<EventLoop>>& loops_;
  boost::asio::ip::tcp::acceptor socket_;
  boost::asio::steady_timer pause_;
  std::size_t next_ = 0;
};

class EventEngine final : public Engine {
 public:
  EventEngine(const EngineOptions& options, transport::Handler handler)
      : own_clock_(options.clock == nullptr ? wall_clock() : nullptr),
        handler_(std::move(handler)) {
    ListeningSocket listening = listen_on(options.host, options.port);
    port_ = listening.port;
    Clock& clock = options.clock == nullptr ? *own_clock_ : *options.clock;
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < (options.threads == 0 ? cores : options.threads); ++i) {
      loops_.push_back(std::make_unique<EventLoop>(
          EventLoop::Setting{handler_, clock, options.max_body_bytes, options.tls, options.time}));
    }
    acceptor_ = std::make_unique<Acceptor>(loops_, std::move(listening.socket));
    acceptor_->start();
    for (const auto& loop : loops_) loop->start();
  }
  ~EventEngine() override { EventEngine::stop(); }

  int port() const override { return port_; }

  void stop() override {
    const std::lock_guard lock(stopping_);
    if (std::exchange(stopped_, true)) return;
    boost::asio::post(loops_.front()->context(), [this] { acceptor_->close(); });
    for (const auto& loop : loops_) loop->stop();
  }

 private:
  const std::shared_ptr<Clock> own_clock_;
  const transport::Handler handler_;
  int port_ = 0;
  std::vector<std::unique_ptr<EventLoop>> loops_;
  std::unique_ptr<Acceptor> acceptor_;
  std::mutex stopping_;
  bool stopped_ = false;
};

}  // namespace

std::unique_ptr<Engine> start_event_engine(const EngineOptions& options,
                                           transport::Handler handler) {
  return std::make_unique<EventEngine>(options, std::move(handler));
}

}  // namespace wavespeed_mock::transport
