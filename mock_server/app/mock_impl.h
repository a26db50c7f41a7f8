// The inside of a Mock: what its public functions, in app/mock*.cc by their subject, work on.
#pragma once

#include <optional>
#include <string_view>

#include "app/mock_core.h"
#include "app/router.h"
#include "base/http/pending_answer.h"
#include "domain/state/reset_scope.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock {

struct Mock::Impl {
  explicit Impl(const Options& options);

  // The account of `key`, opened if need be. All of these throw Error for a key
  // that no request can use.
  StoredAccount& account_of(std::string_view key);
  // The same; null, which means all accounts, when `key` is empty.
  StoredAccount* scope_of(std::string_view key);
  // The same without opening an account: nullopt where no account has the key.
  std::optional<StoredAccount*> known_scope(std::string_view key) const;

  // Throws Error for parts that cannot be reset.
  void reset(const Outcome<ResetScope>& what, std::string_view key);

  // As Mock::handle(), but leaves an answer that has to wait to the caller.
  Answer answer(const Request& request);

  MockCore core;
  const Router& router;  // shared by all mocks
};

}  // namespace wavespeed_mock
