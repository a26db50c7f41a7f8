// The inside of a Mock: what is behind its public functions, which stand in app/mock*.cc by their
// subject.
#pragma once

#include <string_view>

#include "app/mock_core.h"
#include "app/router.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock {

struct Mock::Parts {
  explicit Parts(const Options& options);

  // The account of a well-formed key. Throws std::invalid_argument for a key that no request could
  // use.
  StoredAccount& account_of(std::string_view key);

  MockCore core;
  Router router;
};

}  // namespace wavespeed_mock
