#include "clients/client_process.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace wavespeed_mock::clients {
namespace {

namespace fs = std::filesystem;

struct Pipe {
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "pipe2");
    }
  }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) ::close(end);
    }
  }
  void close_write() {
    ::close(ends[1]);
    ends[1] = -1;
  }
  std::array<int, 2> ends{};
};

// Reads both pipes until the process has closed them.
void collect(Pipe& out, Pipe& error, ClientResult& result) {
  std::array<pollfd, 2> open = {{{out.ends[0], POLLIN, 0}, {error.ends[0], POLLIN, 0}}};
  std::array<std::string*, 2> texts = {&result.out, &result.error};
  std::size_t left = open.size();
  while (left > 0 && ::poll(open.data(), open.size(), -1) > 0) {
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].revents == 0) continue;
      std::array<char, 4096> buffer{};
      const ssize_t count = ::read(open[i].fd, buffer.data(), buffer.size());
      if (count > 0) {
        texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
      } else {
        open[i].fd = -1;  // poll ignores it
        --left;
      }
    }
  }
}

}  // namespace

ClientResult run_client(const std::vector<std::string>& command,
                        const std::map<std::string, std::string>& environment,
                        const std::string& folder) {
  const TempFolder home;
  // Loopback requests must not go through a proxy of the machine.
  std::vector<std::string> arguments = {"env", "-C", folder, "HOME=" + home.path().string(),
                                        "NO_PROXY=127.0.0.1"};
  for (const auto& [name, value] : environment) arguments.push_back(name + "=" + value);
  arguments.insert(arguments.end(), command.begin(), command.end());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);

  Pipe out;
  Pipe error;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, error.ends[1], STDERR_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  pid_t process = 0;
  const int problem = ::posix_spawnp(&process, "env", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) throw std::system_error(problem, std::generic_category(), "posix_spawnp");
  out.close_write();
  error.close_write();

  ClientResult result;
  collect(out, error, result);
  int status = 0;
  ::waitpid(process, &status, 0);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::string npm_folder() {
  return WAVESPEED_MOCK_NPM_DIR;
}

std::string client_file(const std::string& name) {
  return std::string(WAVESPEED_MOCK_SOURCE_DIR) + "/tests/clients/" + name;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace wavespeed_mock::clients
