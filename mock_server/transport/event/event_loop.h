// One thread that serves many connections without ever waiting for a single one. It watches their
// sockets, and the times that they wait for.
//
// Owned by the event engine. Only the loop's own thread may call a function, unless its comment
// says otherwise.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/file/descriptor.h"
#include "transport/engine.h"
#include "transport/event/clock_moments.h"
#include "transport/tls/tls_context.h"

namespace wavespeed_mock::transport {

class EventConnection;

// A socket with the loop's own type of executor: the general type costs an indirection per call.
using EventSocket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class EventLoop {
 public:
  // All that is referred to must outlive the loop.
  struct Setting {
    const Handler& handler;
    Clock& clock;
    std::size_t max_body;
    const TlsContext* tls;  // null: plain
    TimeLimits time;
  };

  explicit EventLoop(const Setting& setting);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // start() starts the thread; stop() closes every connection and returns when the thread has
  // ended. Any thread may call them.
  void start();
  void stop();
  // Serves a connected, non-blocking socket from now on. Any thread may call it.
  void take(Descriptor socket);

  const Setting& setting() const { return setting_; }
  boost::asio::io_context& context() { return context_; }
  ClockMoments& clock_moments() { return clock_moments_; }

  // Time as connections measure their deadlines, in steps of TimeLimits: looked at by a sweep, so
  // that no request has to set a timer.
  std::uint32_t tick() const { return tick_; }
  // The time limits as numbers of ticks, computed once.
  struct Patience {
    std::uint32_t idle;
    std::uint32_t handshake;
    std::uint32_t silence;
    std::uint32_t request;
    std::uint32_t linger;
  };
  const Patience& patience() const { return patience_; }

  // For the connection itself, when it has closed.
  void forget(EventConnection& connection);

 private:
  void serve(Descriptor socket);
  void sweep_later();

  const Setting setting_;
  const Patience patience_;
  boost::asio::io_context context_;
  boost::asio::steady_timer sweep_timer_;
  bool sweeping_ = false;
  std::uint32_t tick_ = 1;
  ClockMoments clock_moments_;
  std::vector<std::shared_ptr<EventConnection>> connections_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace wavespeed_mock::transport
