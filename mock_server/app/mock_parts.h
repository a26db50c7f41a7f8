// The inside of a Mock: what is behind its public functions, which stand in app/mock*.cc by their
// subject.
#pragma once

#include <string_view>

#include "app/router.h"
#include "app/world.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock {

struct Mock::Parts {
  explicit Parts(const Options& options);

  // The account of a well-formed key. Throws std::invalid_argument for a key that no request could
  // use.
  AccountCell& account_of(std::string_view key);

  World world;
  Router router;
};

}  // namespace wavespeed_mock
