// One connection of the load generator to its target: requests go out one at a time, whole answers
// come back. It is opened again when it is needed and the target has closed it.
//
// Belongs to a Worker; only used on its thread. Heavy to include: only for client.h.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "load_generator/answer_reader.h"
#include "load_generator/stats.h"

namespace wavespeed_mock::load {

class Connection {
 public:
  // The owner, which sends on it. None of these is called from within open() or send().
  class User {
   public:
    virtual ~User() = default;
    // The end of open(), which may have failed.
    virtual void on_open(bool success) = 0;
    virtual void on_answer(const AnswerReader& answer) = 0;
    // In place of an answer. The connection is closed.
    virtual void on_lost(Outcome why) = 0;
  };

  // Both outlive it.
  Connection(boost::asio::io_context& loop, const boost::asio::ip::tcp::endpoint& target,
             User& user);

  bool is_open() const { return state_ == State::idle || state_ == State::busy; }
  void open();
  // Only while it is open and no answer is awaited. `text` may go away after the call.
  void send(std::string_view text, bool keep_body);
  // Nothing of what was under way is reported any more.
  void close();

  std::uint64_t bytes_in() const { return bytes_in_; }
  std::uint64_t bytes_out() const { return bytes_out_; }

 private:
  enum class State : std::uint8_t { closed, opening, idle, busy };

  void read();
  void on_read(const boost::system::error_code& error, std::size_t size);
  void take(std::string_view bytes);
  void lose(Outcome why);
  void lose_later(Outcome why);

  boost::asio::io_context& loop_;
  const boost::asio::ip::tcp::endpoint& target_;
  User& user_;
  boost::asio::ip::tcp::socket socket_;
  State state_ = State::closed;
  // Which of the sockets that were here one after the other; what is still reported of an earlier
  // one is not for this one.
  std::uint64_t generation_ = 0;
  AnswerReader answer_;
  std::string unsent_;
  std::unique_ptr<char[]> buffer_;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
};

}  // namespace wavespeed_mock::load
