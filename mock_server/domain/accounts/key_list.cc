#include "domain/accounts/key_list.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text/quoting.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

std::string problem_of_form(const json& key) {
  return "must be strings of 1 to 512 visible ASCII characters, not " + key.dump();
}

std::optional<FieldProblem> find_repetition(const std::vector<NewApiKey>& keys) {
  if (keys.empty()) return FieldProblem{"keys", "must list at least one key"};
  std::unordered_set<std::string_view> known;
  for (const NewApiKey& key : keys) {
    if (known.insert(key.key).second) continue;
    return FieldProblem{"keys", json_quote(key.key) + " appears twice"};
  }
  return std::nullopt;
}

NewApiKey read_key(JsonReader& in, const json& entry, const std::string& where) {
  NewApiKey key;
  const json* text = &entry;
  if (entry.is_object()) {
    JsonReader key_in(entry, where, "API key");
    key = {.key = key_in.text("key"), .name = key_in.text("name", "")};
    key_in.done();
    text = &entry.at("key");
  } else if (entry.is_string()) {
    key.key = entry.get<std::string>();
  }
  if (!is_well_formed_key(key.key)) in.fail("keys", problem_of_form(*text));
  return key;
}

}  // namespace

std::optional<FieldProblem> find_problem(const std::vector<NewApiKey>& keys) {
  for (const NewApiKey& key : keys) {
    if (!is_well_formed_key(key.key)) {
      return FieldProblem{"keys", problem_of_form(shortened(key.key))};
    }
  }
  return find_repetition(keys);
}

std::vector<NewApiKey> read_key_list(JsonReader& in) {
  std::vector<NewApiKey> keys;
  in.each_of_some("keys", "key", [&](const json& entry, const std::string& where) {
    keys.push_back(read_key(in, entry, where));
  });
  if (const auto wrong = find_repetition(keys)) in.fail(wrong->field, wrong->problem);
  return keys;
}

ApiKeys key_ring(const std::vector<NewApiKey>& keys, const Account& account, Timestamp now) {
  if (keys.size() == 1 && keys.front().name.empty()) return nullptr;
  auto ring = std::make_shared<std::vector<ApiKey>>();
  for (const NewApiKey& key : keys) {
    const auto number = static_cast<KeyNumber>(ring->size());
    ring->push_back({.text = number == 0 ? "" : key.key,
                     .name = key.name.empty() ? usual_key_name(account, number) : key.name,
                     .created = now});
  }
  return ring;
}

std::string usual_key_name(const Account& account, KeyNumber number) {
  return number == 0 ? account.name : account.name + " " + std::to_string(number + 1);
}

}  // namespace wavespeed_mock
