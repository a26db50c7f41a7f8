// The engine on cpp-httplib: the one file that uses parts of the library that are not public.
//
// The library listens, accepts connections, and parses the head of each request. This folder's
// other files read bodies and deliver answers, because the library hides what the client sent and
// cannot cut an answer short. That takes three parts which a subclass of httplib::Server reaches
// but which the library does not document: process_and_close_socket(), process_request() and
// svr_sock_.

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "base/http/web_url.h"
#include "transport/engine.h"
#include "transport/http/delivery.h"
#include "transport/http/field_text.h"
#include "transport/http/refusal.h"
#include "transport/http/request_body.h"
#include "transport/http/request_head.h"
#include "transport/http/response_text.h"
#include "transport/http/wire_limits.h"
#include "transport/httplib/connection_threads.h"
#include "transport/httplib/connection_wait.h"
#include "transport/httplib/open_connections.h"
#include "transport/httplib/socket_stream.h"
#include "transport/socket/descriptor.h"
#include "transport/socket/listening_socket.h"
#include "transport/socket/reset_on_close.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

struct ReadyAnswer {
  WireAnswer wire{};
  Timestamp not_before = Timestamp::min();
  Duration delay{0};
  bool gone = false;     // the client is gone: there is nothing to answer
  bool refused = false;  // the request was not read to its end
};

// CMake compiles this file only with such a version: it reads the number in a form that it can
// compare. This check is for builds that do not use CMake.
static_assert(std::string_view(CPPHTTPLIB_VERSION).starts_with("0.11."),
              "this engine supports cpp-httplib 0.11 only; build without this file for others");

// The library's limits are compiled into it.
static_assert(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH == kMaxTargetBytes);
static_assert(CPPHTTPLIB_HEADER_MAX_LENGTH == kMaxFieldBytes);

// The error that `answer` reports, which the library wrote because it refused a request's head.
// Only the status in it counts: 400, 414 or 416; 400 where there is no answer at all.
ApiError refused_head(std::string_view answer) {
  constexpr std::string_view kVersion = "HTTP/1.1 ";
  int status = 400;
  if (answer.starts_with(kVersion)) {
    const std::string_view digits = answer.substr(kVersion.size(), 3);
    std::from_chars(digits.begin(), digits.end(), status);
  }
  return unreadable_head(status);
}

// What is wrong with a request that the stream did not bring whole; nullopt where the stream says
// nothing.
std::optional<ApiError> unfinished_request(SocketStream::End end, const TimeLimits& time) {
  if (end == SocketStream::End::silent) return request_unfinished(time.silence);
  if (end == SocketStream::End::too_slow) return request_too_slow(time.request);
  if (end == SocketStream::End::head_too_long) return head_too_long();
  return std::nullopt;
}

Response response_of(Answer answer, const ConnectionWait& wait) {
  if (auto* const response = std::get_if<Response>(&answer)) return std::move(*response);
  return wait.await_answer(*std::get<std::shared_ptr<PendingAnswer>>(answer));
}

// `error` as the answer, unless the way the stream ended explains more.
ReadyAnswer refusal(const SocketStream& stream, const ApiError& error, bool head_only) {
  const SocketStream::End end = stream.end();
  if (end == SocketStream::End::closed) return {.gone = true};
  const Response response =
      error_response(unfinished_request(end, stream.time_limits()).value_or(error));
  ReadyAnswer answer{.wire = to_wire(response, {.head_only = head_only, .connection = "close"})};
  answer.wire.closes = true;
  answer.refused = true;
  return answer;
}

struct Listening {
  int port;
  Descriptor socket;  // stays valid when the library closes its own descriptor
};

// All but the threads: one object serves all connections, each on a thread of its own.
class Server final : public httplib::Server {
 public:
  Server(const EngineOptions& options, transport::Handler handler)
      : max_body_(options.max_body_bytes),
        time_(options.time),
        own_clock_(options.clock == nullptr ? wall_clock() : nullptr),
        clock_(options.clock == nullptr ? *own_clock_ : *options.clock),
        handler_(std::move(handler)) {
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
  bool serve_request(SocketStream& stream, int socket);
  ReadyAnswer answer(SocketStream& stream, int socket, const httplib::Request& parsed);
  static bool deliver(const ReadyAnswer& answer, SocketStream& stream, int socket,
                      const ConnectionWait& wait);

  const std::size_t max_body_;
  const TimeLimits time_;
  const std::shared_ptr<Clock> own_clock_;
  Clock& clock_;
  const transport::Handler handler_;
  OpenConnections connections_;
  bool resolved_ = false;  // used by bind() only: the host's name or address was understood
};

Listening Server::bind(const std::string& host, int port) {
  const std::string problem = listen_problem(host, port);
  if (port < 0 || port > kMaxPort) throw ConfigError(problem + "a port is between 0 and 65535");

  errno = 0;
  const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
  // The library only says that it failed; its last system call that did has left the reason here.
  const int error = errno == 0 ? EINVAL : errno;
  if (bound <= 0) {
    if (!resolved_) {
      throw ConfigError(problem + '"' + host + "\" is neither an address nor a known name");
    }
    throw ConfigError(problem + std::generic_category().message(error) +
                      advice_on_listening(error));
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
    SocketStream stream(socket, time_);
    while (stream.wait_for_request() && serve_request(stream, socket)) {
    }
    connections_.remove(socket);
  }
  ::close(socket);
  return true;
}

// False when the connection has to end.
bool Server::serve_request(SocketStream& stream, int socket) {
  std::optional<ReadyAnswer> answered;
  bool unused = false;
  stream.start_head(kMaxHeadBytes);
  // Told to close, the library keeps its own answer short; it is discarded.
  process_request(stream, true, unused, [&](httplib::Request& parsed) {
    answered = answer(stream, socket, parsed);
    // The library is left with nothing to act upon: Expect, Range, Accept-Encoding.
    parsed.headers.clear();
    parsed.ranges.clear();
  });
  const std::string library_text = stream.take_written();
  if (!answered) answered = refusal(stream, refused_head(library_text), false);

  if (answered->gone) return false;
  if (!deliver(*answered, stream, socket, ConnectionWait(socket, clock_))) return false;
  if (answered->refused) stream.linger();
  return !answered->wire.closes;
}

// False when the connection has ended.
bool Server::deliver(const ReadyAnswer& answer, SocketStream& stream, int socket,
                     const ConnectionWait& wait) {
  const WireAnswer& wire = answer.wire;
  if (!wait.reach(answer.not_before) || !wait.pass(answer.delay)) return false;
  for (std::size_t sent = 0; sent < wire.text.size();) {
    if (sent > 0 && !wait.pass(wire.pause)) return false;
    const std::size_t bytes = wire.next(sent);
    if (!stream.send(std::string_view(wire.text).substr(sent, bytes))) return false;
    sent += bytes;
  }
  if (wire.ending == Ending::hang) wait.until_gone();
  if (wire.ending == Ending::reset) reset_on_close(socket);
  return wire.ending == Ending::whole;
}

// Called by the library between the head of a request, which it has found well formed, and anything
// that it would do about it.
ReadyAnswer Server::answer(SocketStream& stream, int socket, const httplib::Request& parsed) {
  const bool head_only = parsed.method == "HEAD";
  const bool old = parsed.version == "HTTP/1.0";
  Outcome<RequestHead> head =
      read_head(stream.end_head(), old ? HttpVersion::http_1_0 : HttpVersion::http_1_1);
  if (!head) return refusal(stream, head.error(), head_only);

  if (head->body_bytes > max_body_) {
    return refusal(stream, body_too_large(max_body_), head_only);
  }
  if (head->awaits_continue && !stream.send("HTTP/1.1 100 Continue\r\n\r\n")) return {.gone = true};
  Outcome<std::string> body = read_body(stream, *head, max_body_);
  if (!body) return refusal(stream, body.error(), head_only);

  const Request request{parsed.method, parsed.target, std::move(head->headers), std::move(*body)};
  const Response response = response_of(handler_(request), ConnectionWait(socket, clock_));
  const std::string_view connection = head->closes ? "close" : old ? "keep-alive" : "";
  ReadyAnswer answer{.wire = to_wire(response, {.head_only = head_only, .connection = connection}),
                     .not_before = response.delivery.not_before,
                     .delay = response.delivery.delay};
  answer.wire.closes |= head->closes;
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
  if (options.tls != nullptr) {
    throw ConfigError("engine \"httplib\" does not support TLS: use \"event\", or no certificate");
  }
  return std::make_unique<HttplibEngine>(options, std::move(handler));
}

}  // namespace wavespeed_mock::transport
