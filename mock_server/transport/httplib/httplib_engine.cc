// The engine on cpp-httplib: the one file that uses a part of the library that is not documented.
//
// The library listens and accepts connections. Requests are read as in the other engine, so that
// both take and refuse the same ones, and answers are delivered here, because the library hides
// what the client sent and cannot cut an answer short. That takes process_and_close_socket(), which
// a subclass of httplib::Server can override: the same in 0.11.4, 0.14.3, 0.18.7 and 0.41.0. CMake
// warns of a newer version (cmake/Dependencies.cmake).

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "base/file/descriptor.h"
#include "base/http/web_url.h"
#include "base/text/system_error_text.h"
#include "transport/engine.h"
#include "transport/http/refusal.h"
#include "transport/http/request_reader.h"
#include "transport/http/response_text.h"
#include "transport/http/wire_answer.h"
#include "transport/http/wire_limits.h"
#include "transport/httplib/connection_threads.h"
#include "transport/httplib/connection_wait.h"
#include "transport/httplib/open_connections.h"
#include "transport/httplib/socket_stream.h"
#include "transport/socket/listening_socket.h"
#include "transport/socket/reset_on_close.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

struct ReadyAnswer {
  WireAnswer wire{};
  Timestamp not_before = Timestamp::min();
  Duration delay{0};
  bool gone = false;     // the client is gone: there is nothing to answer
  bool refused = false;  // the request was not read to its end
};

// What is wrong with a request that the stream did not bring whole; nullopt where the stream says
// nothing.
std::optional<ApiError> unfinished_request(SocketStream::End end, const TimeLimits& time) {
  if (end == SocketStream::End::silent) return request_unfinished(time.silence);
  if (end == SocketStream::End::too_slow) return request_too_slow(time.request);
  return std::nullopt;
}

Response response_of(Answer answer, const ConnectionWait& wait) {
  if (auto* const response = std::get_if<Response>(&answer)) return std::move(*response);
  return wait.await_answer(*std::get<std::shared_ptr<PendingAnswer>>(answer));
}

ReadyAnswer refusal(const ApiError& error, bool head_only) {
  ReadyAnswer answer{
      .wire = to_wire(error_response(error), {.head_only = head_only, .connection = "close"})};
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
      socket_ = socket;
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_tcp_nodelay(true);
    new_task_queue = [] { return new ConnectionThreads(); };
  }

  // Throws ConfigError.
  Listening bind(const std::string& host, int port);

  void close_connections() { connections_.close_all(); }

 private:
  bool process_and_close_socket(socket_t socket) override;
  bool serve_request(SocketStream& stream, RequestReader& reader, int socket);
  static std::optional<ReadyAnswer> read_request(SocketStream& stream, RequestReader& reader);
  ReadyAnswer answer(const RequestReader& reader, int socket);
  static bool deliver(const ReadyAnswer& answer, SocketStream& stream, int socket,
                      const ConnectionWait& wait);

  const std::size_t max_body_;
  const TimeLimits time_;
  const std::shared_ptr<Clock> own_clock_;
  Clock& clock_;
  const transport::Handler handler_;
  OpenConnections connections_;
  socket_t socket_ = INVALID_SOCKET;  // used by bind() only: the last one that the library made
};

Listening Server::bind(const std::string& host, int port) {
  const std::string problem = listen_problem(host, port);
  if (port < 0 || port > kMaxPort) throw ConfigError(problem + "a port is between 0 and 65535");

  errno = 0;
  const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
  // The library only says that it failed; its last system call that did has left the reason here.
  const int error = errno == 0 ? EINVAL : errno;
  if (bound <= 0) {
    if (socket_ == INVALID_SOCKET) {
      throw ConfigError(problem + '"' + host + "\" is neither an address nor a known name");
    }
    throw ConfigError(problem + system_error_text(error) + advice_on_listening(error));
  }
  Descriptor socket(::fcntl(socket_, F_DUPFD_CLOEXEC, 0));
  if (socket.number() < 0) {
    ::close(socket_);
    throw ConfigError(problem + "no file descriptor is left");
  }
  ::listen(socket.number(), kBacklog);
  return {bound, std::move(socket)};
}

bool Server::process_and_close_socket(socket_t socket) {
  if (connections_.add(socket)) {
    SocketStream stream(socket, time_);
    RequestReader reader(max_body_);
    while (serve_request(stream, reader, socket)) {
    }
    connections_.remove(socket);
  }
  ::close(socket);
  return true;
}

// False when the connection has to end.
bool Server::serve_request(SocketStream& stream, RequestReader& reader, int socket) {
  std::optional<ReadyAnswer> answered = read_request(stream, reader);
  if (!answered) answered = answer(reader, socket);
  reader.start_next();

  if (answered->gone) return false;
  if (!deliver(*answered, stream, socket, ConnectionWait(socket, clock_))) return false;
  if (answered->refused) stream.linger();
  return !answered->wire.closes;
}

// Nullopt when the reader has it whole; otherwise what there is to answer.
std::optional<ReadyAnswer> Server::read_request(SocketStream& stream, RequestReader& reader) {
  for (;;) {
    if (reader.state() == RequestReader::State::idle) {
      if (!stream.wait_for_request()) return ReadyAnswer{.gone = true};
      stream.start_request();
    }
    const std::string_view bytes = stream.read();
    if (bytes.empty()) {
      const auto error = unfinished_request(stream.end(), stream.time_limits());
      return error ? refusal(*error, reader.head_only()) : ReadyAnswer{.gone = true};
    }
    std::string_view rest = bytes;
    const RequestReader::State state = reader.take(rest);
    stream.drop(bytes.size() - rest.size());
    if (state == RequestReader::State::whole) return std::nullopt;
    if (state == RequestReader::State::refused) return refusal(reader.error(), reader.head_only());
    if (state == RequestReader::State::wants_more && !stream.send(kContinue)) {
      return ReadyAnswer{.gone = true};
    }
  }
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

ReadyAnswer Server::answer(const RequestReader& reader, int socket) {
  const Response response = response_of(handler_(reader.request()), ConnectionWait(socket, clock_));
  const bool closes = reader.closes();
  const std::string_view connection = closes ? "close" : reader.is_old() ? "keep-alive" : "";
  ReadyAnswer answer{
      .wire = to_wire(response, {.head_only = reader.head_only(), .connection = connection}),
      .not_before = response.delivery.not_before,
      .delay = response.delivery.delay};
  answer.wire.closes |= closes;
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

void check_httplib_engine(bool https) {
  if (!https) return;
  throw ConfigError("engine \"httplib\" does not support TLS: use \"event\", or no certificate");
}

std::unique_ptr<Engine> start_httplib_engine(const EngineOptions& options,
                                             transport::Handler handler) {
  check_httplib_engine(options.tls != nullptr);
  return std::make_unique<HttplibEngine>(options, std::move(handler));
}

}  // namespace wavespeed_mock::transport
