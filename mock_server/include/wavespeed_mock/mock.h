// The mock as a function from request to response: no sockets, no threads, no sleeping. It does not
// read the system clock either, unless an option asks for that. Use it in unit tests; use
// MockServer when a real client has to connect.
//
// Every function of Mock may be called from any thread. One that takes a key throws Error unless
// the key is 1 to 512 visible ASCII characters.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/account.h"
#include "wavespeed_mock/client_report.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/expectation.h"
#include "wavespeed_mock/fault_rule.h"
#include "wavespeed_mock/for_key.h"
#include "wavespeed_mock/journal.h"
#include "wavespeed_mock/loaded_catalogue.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/new_account.h"
#include "wavespeed_mock/options.h"
#include "wavespeed_mock/reset_part.h"
#include "wavespeed_mock/scenario.h"
#include "wavespeed_mock/snapshot.h"
#include "wavespeed_mock/webhook.h"

namespace wavespeed_mock {

class Mock {
 public:
  // Throws ConfigError when an option or a fixture is wrong.
  explicit Mock(const Options& options = {});
  ~Mock();
  Mock(const Mock&) = delete;
  Mock& operator=(const Mock&) = delete;

  // Answers one request, at once; never throws for what a client sent. What a server would wait
  // for before it sends the answer is in `Response::delivery`. `POST /__mock/verify` is answered as
  // it is now, also when its body asks for a wait.
  Response handle(const Request& request);
  // The same, but waits, on the wall clock, for the requests that `POST /__mock/verify` expects, as
  // long as its body says. They have to come from other threads.
  Response handle_and_wait(const Request& request);

  // Webhooks, for users without sockets; a MockServer delivers its own.
  //
  // Begins the attempts that are due now, the longest overdue first, at most `max`. Each has to be
  // answered; until then it counts as being sent.
  std::vector<WebhookRequest> take_due_webhooks(
      std::size_t max = std::numeric_limits<std::size_t>::max());
  // Ends the attempt of that id. A status of 2xx delivers the webhook, any other status schedules
  // another attempt as the options `webhook_retries` and `webhook_backoff` say.
  void complete_webhook(std::uint64_t id, const WebhookAnswer& answer);
  void complete_webhook(std::uint64_t id, int status);
  // When the next attempt is due; nullopt when none waits.
  std::optional<Timestamp> next_webhook() const;
  // Calls `enqueued` whenever next_webhook() may have changed because a submission asked for a
  // webhook, or webhooks were restored or reset; on the thread that did so, as long as the handle
  // lives. When the handle's destructor returns, no call is running. Any number of functions may
  // listen at once. `enqueued` must return soon; it may call next_webhook(), take_due_webhooks()
  // and complete_webhook(), but must not submit, restore, reset, or take or drop handles.
  [[nodiscard]] std::shared_ptr<void> on_webhook_enqueued(std::function<void()> enqueued);

  // The secret that signs the webhooks of the account of `key`: "whsec_…"; also before the account
  // is open. Rotating replaces it at once. Throws Error for an unknown key where auth is strict.
  std::string webhook_secret(std::string_view key) const;
  std::string rotate_webhook_secret(std::string_view key);

  // How the client of that key, or all clients, behaved so far, as the journal shows it, and what a
  // strict mock found wrong with the requests (docs/client-report.md). `rules` are the rules of
  // behaviour to judge by.
  ClientReport client_report(ForKey scope = {},
                             const std::vector<ClientRule>& rules = {kClientRules.begin(),
                                                                     kClientRules.end()}) const;

  // The clock all time is read from.
  Clock& clock() const;
  // Moves it forward, or sets it, also back, as long as no account has been used later than `time`.
  // Both throw Error, and change nothing, where that is not possible: for a negative step, for a
  // time outside the years 1678 to 2261, and for a clock of the test's own that is not a TestClock.
  void advance(Duration step);
  void set_time(Timestamp time);

  // Faults (docs/faults.md). Adds one rule, a FaultRule or the JSON object of a rule that
  // `POST /__mock/faults` takes, for the account of that key or for all accounts, and returns its
  // id. Throws ConfigError for a wrong rule.
  std::string add_fault(const FaultRule& rule, ForKey scope = {});
  std::string add_fault(std::string_view rule, ForKey scope = {});
  // False if there is no such rule in that scope.
  bool remove_fault(std::string_view id, ForKey scope = {});
  // Removes every rule of the account of that key, or, without a key, those for all accounts.
  void clear_faults(ForKey scope = {});

  // Accounts (docs/account.md): their credit, keys and status.
  //
  // The account of `key`. Opens one if none has the key; where auth is strict, throws Error
  // instead.
  MockAccount account(std::string_view key);
  // The same without opening one: nullopt where no account has the key.
  std::optional<MockAccount> find_account(std::string_view key);
  // Opens one; `json` is the JSON object that fixture files have for an account. Both throw
  // AccountError.
  MockAccount open_account(const NewAccount& account);
  MockAccount open_account(std::string_view json);
  // All that there are, in the order of their tags.
  std::vector<AccountInfo> accounts();
  // Makes a coupon that every account can redeem; `json` is the JSON object that
  // `POST /__mock/coupons` takes. Throws AccountError.
  void add_coupon(const Coupon& coupon);
  void add_coupon(std::string_view json);

  // Starts a scenario (docs/scenarios.md): a Scenario, the name of one that the mock knows, or its
  // JSON text. Throws ConfigError for an unknown or a wrong one; then nothing has changed.
  void start_scenario(const Scenario& scenario);
  void start_scenario(std::string_view scenario);
  // Ends it: accounts open as before; those that are open, and the clock, stay as they are.
  void stop_scenario();
  // Reads the scenario files again and continues with the new text of the one that runs. Throws
  // ConfigError for a wrong file; then nothing has changed.
  void reload_scenarios();

  // What the journal remembers of the account of `key`, or of all accounts, oldest first.
  std::vector<JournalRecord> journal(std::string_view key = {}) const;
  // Whether the requests of the account of that key, or of all accounts, were as expected: an
  // Expectation, or the JSON object that `POST /__mock/verify` takes (docs/journal.md). Does not
  // wait; a "wait" in the JSON is ignored. Throws ConfigError for a wrong expectation.
  Verification verify(const Expectation& expectation, ForKey scope = {}) const;
  Verification verify(std::string_view expectation, ForKey scope = {}) const;
  // Why the request of that id was answered as it was, for people; "" when the journal no longer
  // has it.
  std::string explain(std::string_view request_id) const;

  // The account of `key`, which this opens if none has the key; without a key, everything with the
  // clock's time.
  Snapshot snapshot(std::string_view key = {});
  // Throws Error for the snapshot of another mock, and for one of an account that was taken at a
  // later time than the clock shows now; then nothing has changed.
  void restore(const Snapshot& snapshot);
  // Resets parts to their state at the start, of the account of that key or of all accounts
  // (docs/snapshots.md). Throws Error for parts that cannot be reset alone.
  void reset(std::initializer_list<ResetPart> parts, ForKey scope = {});
  // The same by their names: "tasks", "credit", …, "all". Throws Error for an unknown name.
  void reset(const std::vector<std::string>& parts, ForKey scope = {});

  // The files of the option `models`, in its order (docs/models.md).
  std::vector<LoadedCatalogue> catalogue_files() const;

  // What `GET /__mock/metrics` answers: Prometheus' text format.
  std::string metrics() const;

 private:
  friend class MockAccount;
  friend class MockServer;
  struct Impl;

  std::unique_ptr<Impl> impl_;
};

}  // namespace wavespeed_mock
