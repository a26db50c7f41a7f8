#include "domain/accounts/key_list.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text/quoting.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::string_view kForm = "must be strings of 1 to 512 visible ASCII characters";

std::string problem_of_form(std::size_t index, std::string_view key) {
  return std::string(kForm) + "; " + key_in_list(index) + ' ' + find_key_fault(key);
}

std::optional<FieldProblem> find_repetition(const std::vector<NewApiKey>& keys) {
  if (keys.empty()) return FieldProblem{"keys", "must list at least one key"};
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto [first, is_new] = known.emplace(keys[i].key, i);
    if (is_new) continue;
    return FieldProblem{"keys",
                        key_in_list(i) + " is the same key as " + key_in_list(first->second)};
  }
  return std::nullopt;
}

NewApiKey read_key(JsonReader& in, const json& entry, const std::string& where, std::size_t index) {
  NewApiKey key;
  if (entry.is_object()) {
    JsonReader key_in(entry, where, "API key");
    key = {.key = key_in.text("key"), .name = key_in.text("name", "")};
    key_in.done();
  } else if (entry.is_string()) {
    key.key = entry.get<std::string>();
  } else {
    in.fail("keys", std::string(kForm) + ", not " + json_kind(entry));
  }
  if (!is_well_formed_key(key.key)) in.fail("keys", problem_of_form(index, key.key));
  return key;
}

}  // namespace

std::optional<FieldProblem> find_problem(const std::vector<NewApiKey>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (is_well_formed_key(keys[i].key)) continue;
    return FieldProblem{"keys", problem_of_form(i, keys[i].key)};
  }
  return find_repetition(keys);
}

std::vector<NewApiKey> read_key_list(JsonReader& in) {
  std::vector<NewApiKey> keys;
  in.each_of_some("keys", "key", [&](const json& entry, const std::string& where) {
    keys.push_back(read_key(in, entry, where, keys.size()));
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

std::string key_in_list(std::size_t index) {
  return "keys[" + std::to_string(index) + "]";
}

std::string usual_key_name(const Account& account, KeyNumber number) {
  return number == 0 ? account.name : account.name + " " + std::to_string(number + 1);
}

}  // namespace wavespeed_mock
