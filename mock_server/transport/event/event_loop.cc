#include "transport/event/event_loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

#include "transport/event/event_connection.h"

namespace wavespeed_mock::transport {

namespace {

// In so many ticks a time has passed for sure: the sweep of the first may come at once.
EventLoop::Patience in_ticks(const TimeLimits& limits) {
  const auto ticks = [&](std::chrono::milliseconds time) {
    const auto steps = (time + limits.step - std::chrono::milliseconds(1)) / limits.step;
    return static_cast<std::uint32_t>(steps) + 1;
  };
  return {.idle = ticks(limits.idle),
          .handshake = ticks(limits.handshake),
          .silence = ticks(limits.silence),
          .request = ticks(limits.request),
          .linger = ticks(limits.linger)};
}

}  // namespace

// Sockets belong to one thread, so they need no locks; what is posted comes from any.
EventLoop::EventLoop(const Setting& setting)
    : setting_(setting),
      patience_(in_ticks(setting.time)),
      context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO),
      sweep_timer_(context_),
      clock_moments_(context_, setting.clock) {}

EventLoop::~EventLoop() {
  stop();
}

void EventLoop::start() {
  thread_ = std::thread([this] {
    const auto work = boost::asio::make_work_guard(context_);
    context_.run();
  });
}

void EventLoop::stop() {
  if (!thread_.joinable()) return;
  boost::asio::post(context_, [this] {
    while (!connections_.empty()) connections_.back()->close();
    context_.stop();
  });
  thread_.join();
}

void EventLoop::take(Descriptor socket) {
  boost::asio::post(context_,
                    [this, socket = std::move(socket)]() mutable { serve(std::move(socket)); });
}

void EventLoop::serve(Descriptor socket) {
  boost::system::error_code error;
  EventSocket stream(context_.get_executor());
  // The protocol is for local questions only, which nobody asks.
  stream.assign(boost::asio::ip::tcp::v4(), socket.number(), error);
  if (error) return;
  socket.release();
  auto connection = std::make_shared<EventConnection>(*this, std::move(stream));
  connection->set_index(connections_.size());
  connections_.push_back(connection);
  connection->start();
  if (!sweeping_) sweep_later();
}

void EventLoop::forget(EventConnection& connection) {
  const std::size_t index = connection.index();
  connections_.back()->set_index(index);
  std::swap(connections_[index], connections_.back());
  connections_.pop_back();
}

void EventLoop::sweep_later() {
  sweeping_ = true;
  sweep_timer_.expires_after(setting_.time.step);
  sweep_timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (cancelled) return;
    ++tick_;
    // From the end, because those that close leave their places to others.
    for (std::size_t i = connections_.size(); i-- > 0;) {
      const std::shared_ptr<EventConnection> connection = connections_[i];
      connection->check_deadlines();
    }
    sweeping_ = false;
    if (!connections_.empty()) sweep_later();
  });
}

}  // namespace wavespeed_mock::transport
