// A client that runs one operation after another on its own connection, which is opened again
// when it was lost.
//
// Belongs to a Worker; only used on its thread. Heavy to include: only for worker.cc.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstdint>

#include "load_generator/connection.h"
#include "load_generator/operation.h"

namespace wavespeed_mock::load {

class Client final : private Connection::User {
 public:
  // Who gives it operations. None of these is called from within begin() or open().
  class Owner {
   public:
    virtual ~Owner() = default;
    // The end of open(), which may have failed.
    virtual void on_opened() = 0;
    virtual void on_end(Outcome outcome, Instant intended, Instant at) = 0;
    // It may be given the next operation.
    virtual void on_free(Client& client, Instant at) = 0;
  };

  // All of them outlive it.
  Client(boost::asio::io_context& loop, const boost::asio::ip::tcp::endpoint& target,
         const Plan& plan, const EncodedRequests& texts, Owner& owner);

  // Opens the connection ahead of the first operation.
  void open() { connection_.open(); }
  // An operation that was meant to begin at `intended`. `stats` gets its answers, bytes and phases;
  // nullptr when it does not count.
  void begin(Instant intended, Stats* stats, Instant at);
  // Ends an operation that takes too long.
  void check_time(Instant at);

  bool is_under_way() const { return under_way_; }
  bool counts() const { return stats_ != nullptr; }
  std::uint64_t served() const { return served_; }
  std::uint64_t reconnects() const { return reconnects_; }

  // Since when nothing was asked of it; kept by the owner.
  Instant free_since{};

 private:
  void on_open(bool success) override;
  void on_answer(const AnswerReader& answer) override;
  void on_lost(Outcome why) override;

  void go(const Operation::Step& step, Instant at);
  void send();
  void wait();
  void finish(Outcome outcome, Instant at);

  const Plan& plan_;
  Owner& owner_;
  Connection connection_;
  Operation operation_;
  Operation::Step step_;
  boost::asio::steady_timer pause_;
  Instant intended_{};
  Stats* stats_ = nullptr;
  bool under_way_ = false;
  std::uint64_t number_ = 0;  // of the operation
  std::uint64_t bytes_in_before_ = 0;
  std::uint64_t bytes_out_before_ = 0;
  std::uint64_t served_ = 0;
  std::uint64_t reconnects_ = 0;
};

}  // namespace wavespeed_mock::load
