// The error in place of the engine on cpp-httplib where the library's version does not support it.
#include <httplib.h>

#include <memory>

#include "transport/engine.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {

std::unique_ptr<Engine> start_httplib_engine(const EngineOptions&, Handler) {
  throw ConfigError(
      "engine \"httplib\" is not in this build: it needs cpp-httplib 0.11, and the build has "
      CPPHTTPLIB_VERSION "; take \"event\"");
}

}  // namespace wavespeed_mock::transport
