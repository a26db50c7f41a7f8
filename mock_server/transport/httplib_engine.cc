// The engine on cpp-httplib. The library listens, accepts, and reads the head of each request;
// what it would do to bodies and answers by itself is done beside it, by this folder's own files.

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "transport/connection_threads.h"
#include "transport/engine.h"
#include "transport/field_text.h"
#include "transport/open_connections.h"
#include "transport/refusal.h"
#include "transport/request_body.h"
#include "transport/request_head.h"
#include "transport/response_text.h"
#include "transport/socket_stream.h"
#include "transport/wire_limits.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::transport {
namespace {

using std::chrono::steady_clock;

struct Answer {
  std::string text;  // empty: nobody is left to answer
  steady_clock::time_point due{};
  bool closes = false;
  bool refused = false;  // the request was not read to its end; closes too
};

// `error` as the answer, unless the way the stream ended explains more.
Answer refusal(SocketStream::End end, const ApiError& error, bool head_only) {
  Answer answer{.closes = true, .refused = true};
  if (end != SocketStream::End::closed) {
    const Response response = error_response(unfinished_request(end).value_or(error));
    answer.text = to_text(response, {.head_only = head_only, .connection = "close"});
  }
  return answer;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Listening {
  int port;
  Descriptor socket;  // stays valid when the library closes its own descriptor
};

const char* advice_on(int error) {
  if (error == EADDRINUSE) return "; stop what listens there, or take port 0 for any free one";
  if (error == EADDRNOTAVAIL) return "; it is not an address of this machine";
  return "";
}

// All but the threads: one object serves all connections, each on a thread of its own.
class Server final : public httplib::Server {
 public:
  Server(const EngineOptions& options, transport::Handler handler)
      : most_body_(options.max_body_bytes), handler_(std::move(handler)) {
    // Not the library's default, SO_REUSEPORT, with which two servers would share a port unnoticed.
    set_socket_options([this](socket_t socket) {
      resolved_ = true;
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_tcp_nodelay(true);
    new_task_queue = [] { return new ConnectionThreads(); };
    // By the time the library routes a request, answer() has answered it.
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      response.status = 200;
      return HandlerResponse::Handled;
    });
  }

  // Throws ConfigError.
  Listening bind(const std::string& host, int port);

  void close_connections() { connections_.close_all(); }

 private:
  bool process_and_close_socket(socket_t socket) override;
  bool serve_request(SocketStream& stream);
  Answer answer(SocketStream& stream, const httplib::Request& parsed);

  const std::size_t most_body_;
  const transport::Handler handler_;
  OpenConnections connections_;
  bool resolved_ = false;  // used by bind() only: the host's name or address was understood
};

Listening Server::bind(const std::string& host, int port) {
  const std::string problem = "cannot listen on " + host + ":" + std::to_string(port) + ": ";
  if (port < 0 || port > 65535) throw ConfigError(problem + "a port is between 0 and 65535");

  errno = 0;
  const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
  // The library only says that it failed; its last system call that did has left the reason here.
  const int error = errno == 0 ? EINVAL : errno;
  if (bound <= 0) {
    if (!resolved_) {
      throw ConfigError(problem + '"' + host + "\" is neither an address nor a known name");
    }
    throw ConfigError(problem + std::generic_category().message(error) + advice_on(error));
  }
  Descriptor socket(::fcntl(svr_sock_, F_DUPFD_CLOEXEC, 0));
  if (socket.number() < 0) {
    ::close(svr_sock_);
    throw ConfigError(problem + "no file descriptor is left");
  }
  ::listen(socket.number(), kBacklog);
  return {bound, std::move(socket)};
}

bool Server::process_and_close_socket(socket_t socket) {
  if (connections_.add(socket)) {
    SocketStream stream(socket, kPatience);
    while (stream.wait_for_request(kLongestIdle) && serve_request(stream)) {
    }
    connections_.remove(socket);
  }
  ::close(socket);
  return true;
}

// False when the connection has to end.
bool Server::serve_request(SocketStream& stream) {
  std::optional<Answer> answered;
  bool unused = false;
  stream.start_head(kMostHeadBytes);
  // Told to close, the library keeps its own answer short; nobody reads it.
  process_request(stream, true, unused, [&](httplib::Request& parsed) {
    answered = answer(stream, parsed);
    // The library is left with nothing to act upon: Expect, Range, Accept-Encoding.
    parsed.headers.clear();
    parsed.ranges.clear();
  });
  const std::string library_text = stream.take_written();
  if (!answered) answered = refusal(stream.end(), unreadable_head(library_text), false);

  if (answered->text.empty()) return false;
  if (answered->due > steady_clock::now() && !connections_.wait_until(answered->due)) return false;
  if (!stream.send(answered->text)) return false;
  if (answered->refused) stream.linger(kLongestLinger);
  return !answered->closes;
}

// Called by the library between the head of a request, which it has found well formed, and anything
// that it would do about it.
Answer Server::answer(SocketStream& stream, const httplib::Request& parsed) {
  const bool head_only = parsed.method == "HEAD";
  const bool old = parsed.version == "HTTP/1.0";
  Outcome<RequestHead> head =
      read_head(stream.end_head(), old ? HttpVersion::http_1_0 : HttpVersion::http_1_1);
  if (!head) return refusal(stream.end(), head.error(), head_only);

  if (head->body_bytes > most_body_) {
    return refusal(stream.end(), body_too_large(most_body_), head_only);
  }
  if (head->awaits_continue && !stream.send("HTTP/1.1 100 Continue\r\n\r\n")) return {};
  Outcome<std::string> body = read_body(stream, *head, most_body_);
  if (!body) return refusal(stream.end(), body.error(), head_only);

  const Request request{parsed.method, parsed.target, std::move(head->headers), std::move(*body)};
  const Response response = handler_(request);
  Answer answer;
  if (response.delivery.delay.count() > 0) {
    answer.due = steady_clock::now() + std::min(response.delivery.delay, kLongestDelay);
  }
  answer.closes = head->closes || has_token(response.headers.get("Connection"), "close");
  const std::string_view connection = head->closes ? "close" : old ? "keep-alive" : "";
  answer.text = to_text(response, {.head_only = head_only, .connection = connection});
  return answer;
}

class HttplibEngine final : public Engine {
 public:
  HttplibEngine(const EngineOptions& options, transport::Handler handler)
      : server_(options, std::move(handler)),
        listening_(server_.bind(options.host, options.port)),
        accepting_([this] { server_.listen_after_bind(); }) {}
  ~HttplibEngine() override { HttplibEngine::stop(); }

  int port() const override { return listening_.port; }

  void stop() override {
    const std::lock_guard lock(stopping_);
    if (!accepting_.joinable()) return;
    server_.close_connections();
    // Wakes the accepting thread, which then closes the library's descriptor itself. The library's
    // own stop() closes it while accept() may be about to use its number, which by then may be that
    // of another server's socket.
    ::shutdown(listening_.socket.number(), SHUT_RDWR);
    accepting_.join();
    listening_.socket.close();
  }

 private:
  Server server_;
  Listening listening_;
  std::mutex stopping_;
  std::thread accepting_;
};

}  // namespace

std::unique_ptr<Engine> start_httplib_engine(const EngineOptions& options,
                                             transport::Handler handler) {
  return std::make_unique<HttplibEngine>(options, std::move(handler));
}

}  // namespace wavespeed_mock::transport
