// What a mock begins with: its fixture files, read once at the start.
// Some are built in and some are the user's.
//
// Owned by MockCore. After open_accounts() it is immutable; any thread may read it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/tiers.h"
#include "domain/billing/coupons.h"
#include "domain/faults/fault_rules.h"
#include "domain/models/catalogue.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/loaded_catalogue.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Takes what is wrong with one part of the configuration, so that the rest is read too.
using ProblemSink = std::function<void(const ConfigError&)>;

class Fixtures {
 public:
  // Also filled by the files; `clock` dates what they add. All must outlive this object.
  struct Targets {
    FaultRules& fault_rules;
    Coupons& coupons;
    const Clock& clock;
    // Told of each wrong entry and file, which is then left out. Empty: the first one is thrown.
    ProblemSink on_problem{};
  };

  // Reads all files. Throws ConfigError for what is wrong in one, unless `on_problem` takes it.
  Fixtures(const Options& options, const Targets& targets);
  ~Fixtures();
  Fixtures(const Fixtures&) = delete;
  Fixtures& operator=(const Fixtures&) = delete;

  const Catalogue& catalogue() const { return catalogue_; }
  const Tiers& tiers() const { return tiers_; }

  // The files of the option `models`, in its order.
  const std::vector<LoadedCatalogue>& catalogue_files() const { return catalogue_files_; }

  // Opens the files' accounts and adds their fault rules: once, when all models and tiers are
  // known, since an earlier file may refer to those of a later one. Throws as above.
  void open_accounts(Accounts& accounts);

 private:
  struct AccountEntry;

  void load_catalogue_file(const std::filesystem::path& path);
  void read_part(const std::function<void()>& read) const;
  void load_coupon(const nlohmann::json& entry, const std::string& where) const;

  const Targets targets_;
  Catalogue catalogue_;
  std::vector<LoadedCatalogue> catalogue_files_;
  Tiers tiers_;
  // Until open_accounts() takes them.
  std::vector<AccountEntry> accounts_;
  std::vector<ActiveRule::Content> faults_;
};

}  // namespace wavespeed_mock
