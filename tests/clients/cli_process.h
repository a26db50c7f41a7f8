// Runs WaveSpeed's command line program against a MockServer.
#pragma once

#include <wavespeed_mock/mock_server.h>

#include <string>

#include "clients/client_process.h"

namespace wavespeed_mock::clients {

// Runs a shell script in which "wavespeed" is that program, configured with this key and the
// server's address. Its home is a new folder, which is also the working directory. The script ends
// at the first command that fails, with its exit code.
ClientResult run_cli(const MockServer& server, const std::string& script,
                     const std::string& key = "cli-test-key");

}  // namespace wavespeed_mock::clients
