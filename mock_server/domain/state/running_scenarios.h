// Which scenarios run: one of the whole mock, or one of an account, or both.
//
// One for each mock; may be used from any thread.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/stored_account.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct RunningScenario {
  std::string name;  // or the path that it was started by
  Timestamp began;
  bool has_file = false;  // false: it came as a text or a C++ value, under any name

  friend bool operator==(const RunningScenario&, const RunningScenario&) = default;
};

// For all functions, `scope` is the account; null means the whole mock.
class RunningScenarios {
 public:
  std::optional<RunningScenario> find(StoredAccount* scope) const;
  // In place of the one that runs; nullopt for none.
  void set(StoredAccount* scope, std::optional<RunningScenario> scenario);
  // Whether one ran.
  bool remove(StoredAccount* scope);
  std::vector<std::pair<StoredAccount*, RunningScenario>> all() const;

 private:
  mutable std::mutex mutex_;
  std::map<StoredAccount*, RunningScenario> running_;
};

}  // namespace wavespeed_mock
