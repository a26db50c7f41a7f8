// What may become of an account that is there: another tier, suspended, reinstated, terminated.
//
// May be used from any thread; an account is changed under its lock, whole.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/value/api_error.h"
#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"

namespace wavespeed_mock {

// What is left out stays as it is.
struct AccountChange {
  const Tier* tier = nullptr;
  std::optional<AccountStatus> status{};
  std::string note{};  // why, for people; only with a status
  std::optional<std::shared_ptr<const Discounts>> discounts{};
};

// 409, and no change, for a terminated account, and for a status that it has already. One that is
// terminated loses its tasks with their outputs, its uploads and the webhooks that wait; its ledger
// stays for the accounting.
std::optional<ApiError> change_account(StoredAccount& account, const AccountChange& change,
                                       Store& store, WebhookQueue& webhooks, Timestamp now);

// 409 where it is terminated: nothing can be changed there any more.
std::optional<ApiError> find_end(const StoredAccount& account);

}  // namespace wavespeed_mock
