// The engines that this build of the server has, for tests that run on each.
#pragma once

#include <vector>

#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock {

inline std::vector<ServerEngine> server_engines() {
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
  return {ServerEngine::event, ServerEngine::httplib};
#else
  return {ServerEngine::httplib};
#endif
}

}  // namespace wavespeed_mock
