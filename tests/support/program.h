// The built program as a child process, with given arguments in a given environment. Gives access
// to its exit code, stdout and stderr.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wavespeed_mock {

// A safety net for a program that hangs; no passing test waits this long.
inline constexpr std::chrono::seconds kPatience{30};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close_now(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  void close_now() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// Where a child's stdout and stderr go.
enum class Streams : std::uint8_t {
  pipes,     // one each
  terminal,  // both into the same pseudo-terminal, as at a person's shell
};

// One output stream of a child.
class Output {
 public:
  explicit Output(Streams streams)
      : Output(streams == Streams::pipes ? make_pipe() : make_terminal()) {}

  int writing_end() const { return writing_.number(); }
  void close_writing_end() { writing_.close_now(); }

  std::string first_line() {
    std::size_t end = 0;
    while ((end = text_.find('\n')) == std::string::npos && read_more()) {
    }
    return text_.substr(0, end);
  }
  // The whole output, until the child has closed the stream.
  const std::string& all() {
    while (read_more()) {
    }
    return text_;
  }

 private:
  struct Ends {
    int ends[2];
  };
  static Ends make_pipe() {
    Ends pipe{};
    if (::pipe2(pipe.ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return pipe;
  }
  static Ends make_terminal() {
    Ends terminal{{::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), -1}};
    char name[64];
    if (terminal.ends[0] < 0 || ::grantpt(terminal.ends[0]) != 0 ||
        ::unlockpt(terminal.ends[0]) != 0 ||
        ::ptsname_r(terminal.ends[0], name, sizeof name) != 0 ||
        (terminal.ends[1] = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)) < 0) {
      throw std::runtime_error("no pseudo-terminal");
    }
    return terminal;
  }
  explicit Output(Ends pipe) : reading_(pipe.ends[0]), writing_(pipe.ends[1]) {}

  bool read_more() {
    pollfd ready = {reading_.number(), POLLIN, 0};
    const auto patience = std::chrono::milliseconds(kPatience);
    if (::poll(&ready, 1, static_cast<int>(patience.count())) != 1) {
      throw std::runtime_error("the program neither writes nor ends; it wrote: " + text_);
    }
    char buffer[4096];
    const ssize_t size = ::read(reading_.number(), buffer, sizeof buffer);
    if (size <= 0) return false;
    text_.append(buffer, static_cast<std::size_t>(size));
    return true;
  }

  Descriptor reading_;
  Descriptor writing_;
  std::string text_;
};

// The program as a child process; killed at the end of the scope if it is still running.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments, std::vector<std::string> variables = {},
                   Streams streams = Streams::pipes)
      : out_(streams) {
    arguments.insert(arguments.begin(), WAVESPEED_MOCK_PROGRAM);
    for (char** entry = environ; *entry != nullptr; ++entry) {
      if (!std::string_view(*entry).starts_with("WAVESPEED_")) variables.emplace_back(*entry);
    }
    const Output& err = streams == Streams::pipes ? err_ : out_;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out_.writing_end(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.writing_end(), STDERR_FILENO);
    const int error = posix_spawn(&pid_, WAVESPEED_MOCK_PROGRAM, &actions, nullptr,
                                  pointers_to(arguments).data(), pointers_to(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    out_.close_writing_end();
    err_.close_writing_end();
    if (error != 0) throw std::runtime_error("cannot start " WAVESPEED_MOCK_PROGRAM);
  }
  ~Program() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  Output& out() { return out_; }
  Output& err() { return err_; }
  void send(int signal) { ::kill(pid_, signal); }

  // Waits for its end. Returns the exit code, or -1 if a signal ended it.
  int exit_code() {
    out_.all();
    err_.all();
    int status = 0;
    ::waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  pid_t pid_ = 0;
  Output out_;                  // with stderr, on a terminal
  Output err_{Streams::pipes};  // empty on a terminal
};

}  // namespace wavespeed_mock
