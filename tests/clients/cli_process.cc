#include "clients/cli_process.h"

#include <cstdlib>

namespace wavespeed_mock::clients {

ClientResult run_cli(const MockServer& server, const std::string& script, const std::string& key) {
  const char* path = std::getenv("PATH");
  // The machine's environment must not select another configuration.
  const std::string setup = R"(export XDG_CONFIG_HOME="$HOME/.config"; cd "$HOME")"
                            "\nwavespeed config --base-url " +
                            server.base_url() + " >config.txt\n";
  return run_client(
      {"sh", "-e", "-c", setup + script},
      {{"WAVESPEED_API_KEY", key},
       {"PATH", npm_folder() + "/node_modules/.bin:" + (path ? path : "/usr/bin:/bin")}},
      npm_folder());
}

}  // namespace wavespeed_mock::clients
