#include "load_generator/connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace wavespeed_mock::load {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Most answers fit; of a buffer that is not filled only the first pages become memory.
constexpr std::size_t kBufferSize = 16 << 10;

}  // namespace

Connection::Connection(asio::io_context& loop, const asio::ip::tcp::endpoint& target, User& user)
    : loop_(loop),
      target_(target),
      user_(user),
      socket_(loop),
      buffer_(std::make_unique_for_overwrite<char[]>(kBufferSize)) {}

void Connection::open() {
  close();
  state_ = State::opening;
  socket_.async_connect(target_, [this, mine = generation_](error_code error) {
    if (mine != generation_) return;
    if (!error) socket_.set_option(asio::ip::tcp::no_delay(true), error);
    if (!error) socket_.non_blocking(true, error);
    if (error) {
      close();
    } else {
      state_ = State::idle;
      read();
    }
    user_.on_open(!error);
  });
}

void Connection::close() {
  ++generation_;
  state_ = State::closed;
  error_code ignored;
  socket_.close(ignored);
}

void Connection::send(std::string_view text, bool keep_body) {
  state_ = State::busy;
  answer_.begin(keep_body);
  error_code error;
  const std::size_t sent = socket_.write_some(asio::buffer(text), error);
  bytes_out_ += sent;
  if (error && error != asio::error::would_block) return lose_later(Outcome::reset);
  if (sent == text.size()) return;
  unsent_ = text.substr(sent);
  asio::async_write(socket_, asio::buffer(unsent_),
                    [this, mine = generation_](error_code failed, std::size_t size) {
                      if (mine != generation_) return;
                      bytes_out_ += size;
                      if (failed) lose(Outcome::reset);
                    });
}

void Connection::read() {
  socket_.async_read_some(asio::buffer(buffer_.get(), kBufferSize),
                          [this, mine = generation_](const error_code& error, std::size_t size) {
                            if (mine == generation_) on_read(error, size);
                          });
}

void Connection::on_read(const error_code& error, std::size_t size) {
  bytes_in_ += size;
  if (error && state_ == State::idle) return close();  // a server may, between two answers
  if (error == asio::error::eof) {
    answer_.end();
    // The connection was cut, which is different from an unreadable answer.
    if (!answer_.whole()) return lose(Outcome::closed_early);
    close();
    return user_.on_answer(answer_);
  }
  if (error) return lose(Outcome::reset);
  take({buffer_.get(), size});
}

void Connection::take(std::string_view bytes) {
  if (state_ == State::idle) return close();  // no request is waiting
  const std::size_t used = answer_.feed(bytes);
  if (answer_.unreadable()) return lose(Outcome::unreadable);
  if (!answer_.whole()) return read();
  if (!answer_.keeps_alive() || used < bytes.size()) {
    close();
  } else {
    state_ = State::idle;
  }
  const std::uint64_t mine = generation_;
  user_.on_answer(answer_);
  if (is_open() && mine == generation_) read();
}

void Connection::lose(Outcome why) {
  close();
  user_.on_lost(why);
}

void Connection::lose_later(Outcome why) {
  asio::post(loop_, [this, why, mine = generation_] {
    if (mine == generation_) lose(why);
  });
}

}  // namespace wavespeed_mock::load
