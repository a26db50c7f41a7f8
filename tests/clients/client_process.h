// Runs a real client as a separate process and collects its output.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace wavespeed_mock::clients {

struct ClientResult {
  int exit_code = -1;  // 128 plus the number of the signal, if one ended it
  std::string out;
  std::string error;
};

// Runs `command` (found on PATH) with additional environment variables, in `folder`, with a
// temporary home, and waits for its end.
ClientResult run_client(const std::vector<std::string>& command,
                        const std::map<std::string, std::string>& environment,
                        const std::string& folder);

// Where tests/clients' packages from npm are installed.
std::string npm_folder();

// A file of tests/clients.
std::string client_file(const std::string& name);
std::string read_file(const std::string& path);

// `text` with every `from` replaced.
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace wavespeed_mock::clients
