// The HTTP reader: what it reads does not depend on the pieces in which bytes come, is what HTTP
// allows, and is what Boost.Beast's parser reads.
//
// The first line of an input says how many bytes each piece has, one letter for each, from "a" for
// one; they are repeated. The rest are the bytes of a connection.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <vector>

#include "base/text/ascii.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "transport/http/request_reader.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::fuzz::http_reader {
namespace {

namespace beast = boost::beast;
using transport::RequestReader;
using State = RequestReader::State;

constexpr std::size_t kMaxBody = 4'096;

// What a connection gave, in the order of its bytes.
struct Conversation {
  std::vector<Request> requests;
  std::vector<std::size_t> ends;  // of each, how many bytes had been taken
  std::string refusal;            // "" where there was none
  bool between_requests = false;  // at the end of the bytes
};

// As an engine does: what is left of a piece goes before the next one.
class Connection {
 public:
  // False once nothing more is read.
  bool take(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t before = piece.size();
      const State state = reader_.take(piece);
      taken_ += before - piece.size();
      if (state == State::refused) {
        said_.refusal =
            std::to_string(reader_.error().http) + ' ' + std::string(reader_.error().message);
        return false;
      }
      if (state == State::whole) {
        said_.requests.push_back(reader_.request());
        said_.ends.push_back(taken_);
        if (reader_.closes()) return false;
        reader_.start_next();
      } else if (state != State::wants_more) {
        check(piece.empty(), "a reader that needs more has taken all that there is");
      }
    }
    return true;
  }

  Conversation end() {
    said_.between_requests = reader_.state() == State::idle;
    return std::move(said_);
  }

 private:
  RequestReader reader_{kMaxBody};
  std::size_t taken_ = 0;
  Conversation said_;
};

Conversation read_whole(std::string_view bytes) {
  Connection connection;
  connection.take(bytes);
  return connection.end();
}

Conversation read_in_pieces(std::string_view bytes, std::string_view cuts) {
  Connection connection;
  for (std::size_t i = 0; !bytes.empty(); ++i) {
    const auto letter = static_cast<unsigned char>(cuts[i % cuts.size()]);
    const std::size_t size = std::min<std::size_t>(bytes.size(), (letter - 'a') % 26U + 1U);
    if (!connection.take(bytes.substr(0, size))) break;
    bytes.remove_prefix(size);
  }
  return connection.end();
}

std::string text_of(const Request& request) {
  std::string text = request.method + ' ' + request.target + '\n';
  for (const Header& field : request.headers) text += field.name + ": " + field.value + '\n';
  return text + '\n' + request.body;
}

void check_same(const Conversation& pieces, const Conversation& whole) {
  check_equal(pieces.refusal, whole.refusal, "the refusal is the same in pieces");
  check(pieces.requests.size() == whole.requests.size(), "pieces make as many requests",
        std::to_string(pieces.requests.size()) + " instead of " +
            std::to_string(whole.requests.size()));
  for (std::size_t i = 0; i < whole.requests.size(); ++i) {
    check_equal(text_of(pieces.requests[i]), text_of(whole.requests[i]),
                "a request is the same in pieces");
  }
  check(pieces.ends == whole.ends, "a request ends at the same byte in pieces");
  check(pieces.between_requests == whole.between_requests, "the end is the same in pieces");
}

bool is_visible(char c) {
  return c > 0x20 && c < 0x7F;
}

bool is_token_character(char c) {
  return is_visible(c) && std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
}

bool is_value_character(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

// RFC 9110 5.5 and 5.6.2, RFC 9112 3.2.
void check_allowed(const Request& request) {
  const auto all = [](std::string_view text, bool (*fits)(char)) {
    return std::all_of(text.begin(), text.end(), fits);
  };
  check(all(request.method, is_token_character), "a method is a token", request.method);
  check(!request.target.empty() && all(request.target, is_visible),
        "a target has visible characters only", request.target);
  for (const Header& field : request.headers) {
    check(!field.name.empty() && all(field.name, is_token_character), "a name is a token",
          field.name);
    check(all(field.value, is_value_character), "a value has no control characters", field.value);
  }
  check(request.body.size() <= kMaxBody, "a body is no longer than the limit");
}

struct BeastRequest {
  std::string error;  // "" where it was accepted
  Request request;
  std::size_t size = 0;
};

BeastRequest read_with_beast(std::string_view bytes) {
  beast::http::request_parser<beast::http::string_body> parser;
  parser.eager(true);
  parser.body_limit(kMaxBody);
  parser.header_limit(transport::kMaxHeadBytes);
  BeastRequest read;
  beast::error_code error;
  while (!parser.is_done() && !error) {
    const std::size_t taken =
        parser.put(boost::asio::buffer(bytes.data() + read.size, bytes.size() - read.size), error);
    read.size += taken;
    if (error == beast::http::error::need_more && taken > 0) error = {};
  }
  if (error) read.error = error.message();
  const auto& message = parser.get();
  read.request = {.method = std::string(message.method_string()),
                  .target = std::string(message.target()),
                  .body = message.body()};
  return read;
}

// Where our reader takes more than Beast's, for a reason.
bool is_known_difference(const Request& request, std::string_view error) {
  const bool may_have_trailer =
      equal_ignoring_case(request.headers.get("Transfer-Encoding"), "chunked") &&
      request.headers.find("Content-Length") == nullptr;
  // Beast reads the lists of these two, in a trailer too; an element that it does not understand,
  // such as two commas in a row, should not refuse a request.
  if (error == "bad value") {
    return may_have_trailer || request.headers.find("Connection") != nullptr ||
           request.headers.find("Upgrade") != nullptr ||
           request.headers.find("Proxy-Connection") != nullptr;
  }
  // RFC 9110, 6.5.2: fields of a trailer do not say how long a message is; Beast refuses them.
  if (error == "bad Transfer-Encoding" || error == "bad Content-Length" ||
      error == "multiple Content-Length") {
    return may_have_trailer;
  }
  // Some senders put blanks after the size of a chunk, or around the parts of an extension, where
  // the grammar has none any more.
  return error == "bad chunk extension";
}

void check_with_beast(std::string_view bytes, const Conversation& whole) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < whole.requests.size(); ++i) {
    const Request& ours = whole.requests[i];
    // RFC 9112, 2.2 asks servers to ignore an empty line there, which Beast does not.
    if (bytes.substr(begin).starts_with("\r\n")) begin += 2;
    const BeastRequest theirs = read_with_beast(bytes.substr(begin));
    if (!theirs.error.empty()) {
      check(is_known_difference(ours, theirs.error), "Boost.Beast accepts it too",
            theirs.error + ": " + text_of(ours));
    } else {
      check_equal(ours.method, theirs.request.method, "Boost.Beast reads the same method");
      check_equal(ours.target, theirs.request.target, "Boost.Beast reads the same target");
      check_equal(ours.body, theirs.request.body, "Boost.Beast reads the same body");
      check(begin + theirs.size == whole.ends[i], "Boost.Beast sees the same end", text_of(ours));
    }
    begin = whole.ends[i];
  }
}

void run(std::string_view input_bytes) {
  Input input(input_bytes);
  std::string_view cuts = input.line();
  const std::string_view bytes = input.rest();
  if (cuts.empty()) cuts = "a";
  const Conversation whole = read_whole(bytes);
  check_same(read_in_pieces(bytes, cuts), whole);
  for (const Request& request : whole.requests) check_allowed(request);
  check_with_beast(bytes, whole);
}

const Target target("http_reader", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::http_reader
