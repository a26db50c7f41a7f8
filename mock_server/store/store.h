// All state is reached through a Store: accounts by key, records by id. These records are
// predictions and uploads.
//
// Every function may be called from any thread. Accounts live as long as the store; a closed one is
// not found until its first key opens it again, under the same name.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "records/prediction.h"
#include "records/upload.h"
#include "store/stored_account.h"

namespace wavespeed_mock {

// Whom a key belongs to, and which of its keys it is.
struct KeyOwner {
  StoredAccount* account = nullptr;  // null: no account
  KeyNumber key = 0;
};

class Store {
 public:
  // What an account begins with that a key opens.
  using FreshAccount = std::pair<Account, AccountState>;

  virtual ~Store() = default;

  // Whom `key` belongs to. The account's terms say whether it may be used.
  virtual KeyOwner find_key(std::string_view key) const = 0;
  StoredAccount* find_account(std::string_view key) const { return find_key(key).account; }
  // The account of requests without a known key: always there, with a journal, counts and draws of
  // its own, but found by no key or number, and not among those of for_each_account().
  virtual StoredAccount& anonymous() const = 0;
  // The account of that number; nullptr when there is none.
  virtual StoredAccount* find_account(AccountNumber number) const = 0;
  // The same, but opens an account with what `open` returns when there is none. Of several threads
  // with the same new key one opens it, and all get that one.
  virtual KeyOwner owner_of(std::string_view key, const std::function<FreshAccount()>& open) = 0;
  StoredAccount& account_of(std::string_view key, const std::function<FreshAccount()>& open) {
    return *owner_of(key, open).account;
  }
  // Calls `look` with every open account, in the order of their tags; accounts that open during the
  // call may be left out.
  virtual void for_each_account(const std::function<void(StoredAccount&)>& look) const = 0;
  // Calls `look` with every key of every open account, in no order, revoked ones too; not with
  // those that a restore took back. It must not ask the store for anything.
  virtual void for_each_key(
      const std::function<void(std::string_view, const StoredAccount&)>& look) const = 0;
  // Gives an account an additional key, or gives one of its keys another number; false when it is
  // the account's first, or belongs to another one that is open.
  virtual bool add_key(StoredAccount& account, std::string_view key, KeyNumber number) = 0;

  // Replaces the one with the same id, if any.
  virtual void add_prediction(std::shared_ptr<const Prediction> prediction) = 0;
  // Nullptr when there is none. Of any account: the caller must compare the account's number.
  virtual std::shared_ptr<const Prediction> find_prediction(PredictionId id) const = 0;
  // False when there is none.
  virtual bool remove_prediction(PredictionId id) = 0;

  // Replaces the one with the same id, if any.
  virtual void add_upload(std::shared_ptr<const Upload> upload) = 0;
  // Nullptr when there is none, or it is gone.
  virtual std::shared_ptr<const Upload> find_upload(UploadId id) const = 0;
  // Replaces `current` by `next`, which has the same id. Returns false without a change if the id
  // now has another record, or none.
  virtual bool replace_upload(const std::shared_ptr<const Upload>& current,
                              std::shared_ptr<const Upload> next) = 0;
  // False when there is none.
  virtual bool remove_upload(UploadId id) = 0;
  // Of one account, in no order. Takes as long as there are uploads of all accounts.
  virtual std::vector<std::shared_ptr<const Upload>> uploads_of(AccountNumber account) const = 0;
  // Removes uploads that are kept until `now` or before. Costs next to nothing when there are none.
  virtual void forget_uploads(Timestamp now) = 0;
  virtual std::size_t upload_count() const = 0;

  // The key that opened the account; "" of the anonymous one.
  virtual std::string_view first_key(const StoredAccount& account) const = 0;
  // Has that key lead to the account again, unless it belongs to another one that is open.
  virtual void bring_back(StoredAccount& account) = 0;
  // Takes an additional key from an account: the key opens another one when it is used next. No
  // effect when it does not belong to the account.
  virtual void remove_key(StoredAccount& account, std::string_view key) = 0;
};

}  // namespace wavespeed_mock
