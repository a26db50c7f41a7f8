#include "domain/accounts/key_list.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

NamedKey read_key(JsonReader& in, const json& entry, const std::string& where) {
  NamedKey key;
  const json* text = &entry;
  if (entry.is_object()) {
    JsonReader key_in(entry, where);
    key = {.text = key_in.text("key"), .name = key_in.text("name", "")};
    key_in.done();
    text = &entry.at("key");
  } else if (entry.is_string()) {
    key.text = entry.get<std::string>();
  }
  if (!is_well_formed_key(key.text)) {
    in.complain("keys",
                "must be strings of 1 to 512 visible ASCII characters, not " + text->dump());
  }
  return key;
}

}  // namespace

std::vector<NamedKey> read_key_list(JsonReader& in) {
  std::vector<NamedKey> keys;
  in.each("keys", [&](const json& entry, const std::string& where) {
    NamedKey key = read_key(in, entry, where);
    const auto same = [&](const NamedKey& other) { return other.text == key.text; };
    if (std::any_of(keys.begin(), keys.end(), same)) {
      in.complain("keys", json_quote(key.text) + " appears twice");
    }
    keys.push_back(std::move(key));
  });
  if (keys.empty()) in.complain("keys", "must list at least one key");
  return keys;
}

ApiKeys key_ring(const std::vector<NamedKey>& keys, const Account& account, Timestamp now) {
  if (keys.size() == 1 && keys.front().name.empty()) return nullptr;
  auto ring = std::make_shared<std::vector<ApiKey>>();
  for (const NamedKey& key : keys) {
    const auto number = static_cast<KeyNumber>(ring->size());
    ring->push_back({.text = number == 0 ? "" : key.text,
                     .name = key.name.empty() ? usual_key_name(account, number) : key.name,
                     .created = now});
  }
  return ring;
}

std::string usual_key_name(const Account& account, KeyNumber number) {
  return number == 0 ? account.name : account.name + " " + std::to_string(number + 1);
}

}  // namespace wavespeed_mock
