// Journal entries in a JournalBook, for tests of code that reads journals.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/journal/journal.h"
#include "store/memory_store.h"

namespace wavespeed_mock {

// An accepted submission.
inline JournalEntry submission_entry(std::uint64_t number, std::string_view model,
                                     const std::string& body = R"({"prompt":"a red fox"})") {
  JournalEntry entry;
  entry.number = number;
  entry.method = "POST";
  entry.target = "/api/v3/" + std::string(model);
  entry.request_headers = {{"Authorization", "Bearer"}, {"X-Client-Name", "acme"}};
  entry.request_body = body;
  entry.request_body_bytes = body.size();
  entry.trace.route = "submit";
  entry.trace.model = model;
  entry.trace.prediction = PredictionId{1, number};
  entry.status = 200;
  return entry;
}

inline JournalEntry balance_entry(std::uint64_t number) {
  JournalEntry entry;
  entry.number = number;
  entry.method = "GET";
  entry.target = "/api/v3/balance";
  entry.trace.route = "balance";
  entry.status = 200;
  return entry;
}

// A Journal whose accounts are named after their keys, with tags such as "key00000".
class JournalOfTest {
 public:
  StoredAccount& account(const std::string& key) {
    return store->account_of(key, [&]() -> Store::FreshAccount {
      std::string tag = key.substr(0, 8);
      tag.resize(8, '0');
      return {Account{.name = key, .tag = tag, .draws = SeededRandom(0, key)}, AccountState{}};
    });
  }

  std::unique_ptr<Store> store = make_memory_store({.entries = 100, .body_bytes = 1'000});
  Journal journal{*store, {"submit", "result", "balance"}};
};

}  // namespace wavespeed_mock
