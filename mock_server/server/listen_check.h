// Finds options of a server that contradict each other, or that cannot be met.
//
// Functions without state.
#pragma once

#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock {

// All that a server finds before it opens its port. Writes nothing. Throws ConfigError.
void check_listen_options(const ListenOptions& listen);

// The part about the engine: its threads, whether the build has it, and whether it can serve https
// where that is wanted. Throws ConfigError.
void check_engine(const ListenOptions& listen);

}  // namespace wavespeed_mock
