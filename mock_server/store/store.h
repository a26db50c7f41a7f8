// The one door to state: accounts by key, predictions and uploads by id.
//
// Every function may be called from any thread. Accounts live as long as the store; one that was
// closed is found no more, until its key opens it again.
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
  StoredAccount* account = nullptr;  // null: nobody
  KeyNumber key = 0;
};

class Store {
 public:
  using Opening = std::pair<Account, AccountState>;

  virtual ~Store() = default;

  // Whom `key` belongs to. Whether it may be used, the account's terms know.
  virtual KeyOwner find_key(std::string_view key) const = 0;
  StoredAccount* find_account(std::string_view key) const { return find_key(key).account; }
  // The account of requests without a known key: always there, with a journal, counts and draws of
  // its own, but found by no key or number, and not among those of for_each_account().
  virtual StoredAccount& anonymous() const = 0;
  // The account of that number; nullptr when there is none.
  virtual StoredAccount* find_account(AccountNumber number) const = 0;
  // The same, but opens an account with what `open` returns when there is none. Of several threads
  // with the same new key one opens it, and all get that one.
  virtual KeyOwner owner_of(std::string_view key, const std::function<Opening()>& open) = 0;
  StoredAccount& account_of(std::string_view key, const std::function<Opening()>& open) {
    return *owner_of(key, open).account;
  }
  // Calls `look` with every open account, in the order of their tags; those that open meanwhile may
  // be left out.
  virtual void for_each_account(const std::function<void(StoredAccount&)>& look) const = 0;
  // Calls `look` with every key, in no order. It must not ask the store for anything.
  virtual void for_each_key(
      const std::function<void(std::string_view, const StoredAccount&)>& look) const = 0;
  // Gives an account a further key, or one that has led there before another number; false when it
  // is the account's first, or belongs to another one that is open.
  virtual bool add_key(StoredAccount& account, std::string_view key, KeyNumber number) = 0;

  // In the place of one that has the same id.
  virtual void add_prediction(std::shared_ptr<const Prediction> prediction) = 0;
  // Nullptr when there is none. Of any account: who asks must compare the number.
  virtual std::shared_ptr<const Prediction> find_prediction(PredictionId id) const = 0;
  // False when there is none.
  virtual bool remove_prediction(PredictionId id) = 0;

  // In the place of one that has the same id.
  virtual void add_upload(std::shared_ptr<const Upload> upload) = 0;
  // Nullptr when there is none, or none any more.
  virtual std::shared_ptr<const Upload> find_upload(UploadId id) const = 0;
  // Puts `next` in the place of `current`, which has the same id; false, and no change, when
  // another record has that place by now, or none.
  virtual bool replace_upload(const std::shared_ptr<const Upload>& current,
                              std::shared_ptr<const Upload> next) = 0;
  // False when there is none.
  virtual bool remove_upload(UploadId id) = 0;
  // Of one account, in no order. Takes as long as there are uploads of all accounts.
  virtual std::vector<std::shared_ptr<const Upload>> uploads_of(AccountNumber account) const = 0;
  // Lets go of what is kept until `now` or before. Costs next to nothing when that is none.
  virtual void forget_uploads(Timestamp now) = 0;
  virtual std::size_t upload_count() const = 0;
};

}  // namespace wavespeed_mock
