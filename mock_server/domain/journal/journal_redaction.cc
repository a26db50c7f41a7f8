#include "domain/journal/journal_redaction.h"

#include <limits>
#include <utility>

#include "contract/redaction/key_removal.h"
#include "store/packed_entry.h"

namespace wavespeed_mock {
namespace {

// Bodies need no further limit: they were cut when the entry was made.
constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max();

// Without the scheme of Authorization, which is all that is left of that field.
RecordedExchange exchange_of(const JournalEntry& entry) {
  RecordedExchange exchange;
  exchange.request = {
      .method = entry.method, .target = entry.target, .headers = {}, .body = entry.request_body};
  for (const Header& field : entry.request_headers) {
    if (!holds_key(field.name)) exchange.request.headers.add(field.name, field.value);
  }
  exchange.response = {
      .status = entry.status, .headers = entry.response_headers, .body = entry.response_body};
  return exchange;
}

// The entry holds the beginnings of long texts.
ExchangeEnds ends_of(const JournalEntry& entry) {
  const auto end = [](const std::string& kept, std::uint64_t bytes) {
    return kept.size() < bytes ? TextEnd::cut : TextEnd::whole;
  };
  return {.request_body = end(entry.request_body, entry.request_body_bytes),
          .response_body = end(entry.response_body, entry.response_body_bytes),
          .max_field = kMaxJournalText};
}

}  // namespace

JournalRedaction::JournalRedaction(const Journal& journal)
    : journal_(journal), redaction_(ContractDocument::builtin(), kWhole) {}

Redaction& JournalRedaction::of(const StoredAccount& account) {
  if (!keys_) keys_.emplace(journal_.store()).teach(redaction_);
  const auto [position, is_new] = numbers_.try_emplace(&account);
  if (is_new) keys_->number(account, position->second);
  redaction_.number_by(position->second);
  return redaction_;
}

void JournalRedaction::learn(const KeptEntry& kept) {
  if (!learned_.emplace(kept.account, kept.entry.number).second) return;
  of(*kept.account).learn(exchange_of(kept.entry), ends_of(kept.entry));
}

std::string JournalRedaction::text(const KeptEntry& kept, std::string_view text) {
  learn(kept);
  return of(*kept.account).redacted(text);
}

JournalRecord JournalRedaction::record(const KeptEntry& kept) {
  const JournalEntry& entry = kept.entry;
  learn(kept);
  RecordedExchange exchange =
      of(*kept.account).redacted_as_learned(exchange_of(entry), ends_of(entry));
  Headers headers;
  for (const Header& field : entry.request_headers) {
    if (holds_key(field.name)) headers.add(field.name, shown_authorization(field.value));
  }
  for (const Header& field : exchange.request.headers) headers.add(field.name, field.value);

  JournalRecord record{.request_id = kept.request_id(),
                       .account = kept.account->account().name,
                       .number = entry.number,
                       .time = entry.time};
  record.method = std::move(exchange.request.method);
  record.target = std::move(exchange.request.target);
  record.request_headers = std::move(headers);
  record.request_body = std::move(exchange.request.body);
  record.request_body_bytes = entry.request_body_bytes;
  record.route = entry.trace.route;
  if (entry.trace.prediction) record.prediction = to_hex(*entry.trace.prediction);
  record.model = entry.trace.model;
  for (const TracedRule& rule : entry.trace.rules) {
    if (rule.fired) record.faults.push_back(rule.id);
  }
  record.status = entry.status;
  record.response_headers = std::move(exchange.response.headers);
  record.response_body = std::move(exchange.response.body);
  record.response_body_bytes = entry.response_body_bytes;
  record.delivery = entry.delivery;
  record.credit = entry.trace.credit;
  return record;
}

}  // namespace wavespeed_mock
