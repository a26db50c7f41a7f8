// Which requests of the journal are meant: conditions on them, all of which have to hold.
//
// Immutable once loaded; may be used from any thread.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/journal_entry.h"

namespace wavespeed_mock {

class RequestMatcher {
 public:
  // Reads an object with any of
  //
  //   route, method, path, status, model, prediction, fault   one of …, as a value or as a list;
  //                     in path and model "*" stands for any text; status is also "4xx"
  //   header            {"name": …} with "equals", "contains" or "present"
  //   prompt            a part of the body's `prompt`, without regard to case
  //   body              fields that the JSON body has, with these values
  //
  // `routes`: the names that a route may have. Throws ConfigError.
  static RequestMatcher load(const nlohmann::json& object, const std::string& where,
                             std::span<const std::string_view> routes);

  // What keeps an entry from fitting, a line for each condition that does not hold. Values are as
  // the client sent them: they may be secret.
  std::vector<std::string> misfits(const JournalEntry& entry) const;
  bool fits(const JournalEntry& entry) const;

  // The conditions as short JSON text.
  const std::string& text() const { return text_; }

 private:
  // What is wrong with the entry; "" when nothing is.
  using Condition = std::function<std::string(const JournalEntry&)>;

  std::vector<Condition> conditions_;
  std::string text_;
};

}  // namespace wavespeed_mock
