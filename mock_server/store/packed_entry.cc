#include "store/packed_entry.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "contract/redaction/key_removal.h"

namespace wavespeed_mock {
namespace {

// Further fields are left out: no ordinary client comes near this limit.
constexpr std::size_t kMaxFields = 64;

using Length = std::uint32_t;

// At most `max` bytes of a body, never cut inside a UTF-8 character.
std::string_view beginning(std::string_view body, std::size_t max) {
  constexpr std::size_t kLongestCharacter = 4;
  if (body.size() <= max) return body;
  std::size_t end = max;
  const auto continues = [&] { return (static_cast<unsigned char>(body[end]) & 0xc0) == 0x80; };
  while (end > 0 && max - end < kLongestCharacter && continues()) --end;
  return body.substr(0, end);
}

// Without what Authorization holds, which is removed before anything is cut: of a key that a cut
// divides, the first part would stay.
class CleanTexts {
 public:
  CleanTexts(const RequestRecord& record, std::size_t max_body)
      : removal_(record.known_key, record.request.headers), max_body_(max_body) {}

  Request of(const Request& request) {
    return {.method = text(request.method),
            .target = text(request.target),
            .headers = of(request.headers),
            .body = text(request.body, max_body_)};
  }
  Response of(const Response& response) {
    return {.status = response.status,
            .headers = of(response.headers),
            .body = text(response.body, max_body_)};
  }
  void clean(RequestTrace& trace) {
    removal_.remove_from(trace.why);
    for (TracedRule& rule : trace.rules) removal_.remove_from(rule.reason);
    for (TracedDraw& draw : trace.draws) removal_.remove_from(draw.meaning);
  }

 private:
  std::string text(std::string_view text, std::size_t max = kMaxJournalText) {
    const std::size_t kept = std::min(max, text.size());
    std::string clean(text.substr(0, kept + std::min(removal_.longest(), text.size() - kept)));
    removal_.remove_from(clean);
    return clean;
  }
  Headers of(const Headers& headers) {
    Headers clean;
    for (const Header& field : headers) clean.add(text(field.name), text(field.value));
    return clean;
  }

  KeyRemoval removal_;
  const std::size_t max_body_;
};

// Calls `take` with each text of an entry, in their order; after the last header field comes an
// empty text.
template <class Take>
void for_each_text(const RequestRecord& record, std::size_t max_body, Take take) {
  const auto take_headers = [&](const Headers& headers, bool of_request) {
    std::size_t fields = 0;
    for (const Header& field : headers) {
      if (field.name.empty() || ++fields > kMaxFields) continue;
      const std::string_view value = field.value;
      take(std::string_view(field.name).substr(0, kMaxJournalText));
      take((of_request ? value_without_key(field.name, value) : value).substr(0, kMaxJournalText));
    }
    take(std::string_view());
  };
  take(record.request.method);
  take(std::string_view(record.request.target).substr(0, kMaxJournalText));
  take_headers(record.request.headers, true);
  take(beginning(record.request.body, max_body));
  take_headers(record.response.headers, false);
  take(beginning(record.response.body, max_body));
}

// An upper bound of the bytes that the texts take, close to it.
std::size_t max_bytes(const RequestRecord& record, std::size_t max_body) {
  // Method, target, two bodies, and what ends the two lists of fields.
  std::size_t size = 6 * sizeof(Length) + record.request.method.size() +
                     std::min(record.request.target.size(), kMaxJournalText) +
                     std::min(record.request.body.size(), max_body) +
                     std::min(record.response.body.size(), max_body);
  for (const Headers* const headers : {&record.request.headers, &record.response.headers}) {
    std::size_t fields = 0;
    for (const Header& field : *headers) {
      if (field.name.empty() || ++fields > kMaxFields) continue;
      size += 2 * sizeof(Length) + std::min(field.name.size(), kMaxJournalText) +
              std::min(field.value.size(), kMaxJournalText);
    }
  }
  return size;
}

// Makes `text` at least so long, without changing its memory for a few bytes more or less. A string
// that grows by itself takes twice what it needs; and one long entry must not keep its memory for
// as long as there are short ones in its place.
void make_room(std::string& text, std::size_t size) {
  constexpr std::size_t kStep = 64;
  constexpr std::size_t kMaxExcess = 4;
  const std::size_t room = (size + kStep - 1) / kStep * kStep;
  if (text.size() < size || text.size() > kMaxExcess * room) text = std::string(room, '\0');
}

// Takes the texts out again, in the order in which they were put in.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::string_view next() {
    Length length = 0;
    std::memcpy(&length, rest_.data(), sizeof length);
    const std::string_view field = rest_.substr(sizeof length, length);
    rest_.remove_prefix(sizeof length + length);
    return field;
  }

  // Fields until one without a name.
  Headers headers() {
    Headers headers;
    for (std::string_view name = next(); !name.empty(); name = next()) {
      headers.add(std::string(name), std::string(next()));
    }
    return headers;
  }

 private:
  std::string_view rest_;
};

}  // namespace

void PackedEntry::assign(const RequestRecord& record, RequestTrace&& trace, std::size_t max_body) {
  const Request& request = record.request;
  const Response& response = record.response;
  number_ = record.number;
  time_ = record.time;
  trace_ = std::move(trace);
  status_ = response.status;
  delivery_ = response.delivery;
  request_body_bytes_ = request.body.size();
  request_body_hash_ = std::hash<std::string_view>()(request.body);
  response_body_bytes_ = response.body.size();
  if (holds_more_than(record.known_key, request.headers)) {
    CleanTexts clean(record, max_body);
    clean.clean(trace_);
    const Request cleaned_request = clean.of(request);
    const Response cleaned_response = clean.of(response);
    pack({.number = number_,
          .time = time_,
          .request = cleaned_request,
          .response = cleaned_response},
         max_body);
  } else {
    pack(record, max_body);
  }
}

void PackedEntry::pack(const RequestRecord& record, std::size_t max_body) {
  // Room first and then written in one go, because many short appends cost more.
  const std::size_t size = max_bytes(record, max_body);
  make_room(text_, size);
  char* at = text_.data();
  // Inlined into each of its seven calls: as a function of its own it costs a poll 250
  // instructions.
  for_each_text(
      record, max_body, [&](std::string_view text) __attribute__((always_inline)) {
        const auto length = static_cast<Length>(text.size());
        std::memcpy(at, &length, sizeof length);
        at += sizeof length;
        if (!text.empty()) std::memcpy(at, text.data(), text.size());
        at += text.size();
      });
}

JournalEntry PackedEntry::unpacked() const {
  Reader reader(text_);
  JournalEntry entry{.number = number_, .time = time_, .trace = trace_, .status = status_};
  entry.method = reader.next();
  entry.target = reader.next();
  entry.request_headers = reader.headers();
  entry.request_body = reader.next();
  entry.request_body_bytes = request_body_bytes_;
  entry.request_body_hash = request_body_hash_;
  entry.response_headers = reader.headers();
  entry.response_body = reader.next();
  entry.response_body_bytes = response_body_bytes_;
  entry.delivery = delivery_;
  return entry;
}

}  // namespace wavespeed_mock
