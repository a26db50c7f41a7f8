#include "store/packed_entry.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace wavespeed_mock {
namespace {

// Longer targets and header fields are cut, and header fields beyond the limit are left out: no
// ordinary client comes near these limits.
constexpr std::size_t kMostTarget = 4'096;
constexpr std::size_t kMostValue = 4'096;
constexpr std::size_t kMostFields = 64;

// Ordinary words would be taken for a shorter one.
constexpr std::size_t kLeastSecret = 6;

using Length = std::uint32_t;

// Whether it is Authorization, however it is written: by its length first, for it is asked of every
// field of every request.
bool holds_key(std::string_view name) {
  constexpr std::string_view kName = "authorization";
  return name.size() == kName.size() && std::equal(name.begin(), name.end(), kName.begin(),
                                                   [](char a, char b) { return (a | 0x20) == b; });
}

// "Bearer" of "Bearer KEY"; nothing of a value that is the key alone.
std::string_view scheme_of(std::string_view authorization) {
  const std::size_t space = authorization.find(' ');
  return space == std::string_view::npos ? std::string_view() : authorization.substr(0, space);
}

// At most `most` bytes of a body, not torn inside a UTF-8 character.
std::string_view beginning(std::string_view body, std::size_t most) {
  constexpr std::size_t kLongestCharacter = 4;
  if (body.size() <= most) return body;
  std::size_t end = most;
  const auto continues = [&] { return (static_cast<unsigned char>(body[end]) & 0xc0) == 0x80; };
  while (end > 0 && most - end < kLongestCharacter && continues()) --end;
  return body.substr(0, end);
}

// Calls `take` with each text of an entry, in their order; after the last header field comes an
// empty text.
template <class Take>
void for_each_text(const RequestRecord& note, std::size_t most_body, Take take) {
  const auto take_headers = [&](const Headers& headers, bool of_request) {
    std::size_t fields = 0;
    for (const Header& field : headers) {
      if (field.name.empty() || ++fields > kMostFields) continue;
      const std::string_view value = field.value;
      take(std::string_view(field.name).substr(0, kMostValue));
      take(of_request && holds_key(field.name) ? scheme_of(value) : value.substr(0, kMostValue));
    }
    take(std::string_view());
  };
  take(note.request.method);
  take(std::string_view(note.request.target).substr(0, kMostTarget));
  take_headers(note.request.headers, true);
  take(beginning(note.request.body, most_body));
  take_headers(note.response.headers, false);
  take(beginning(note.response.body, most_body));
}

// As many bytes as the texts take, or a few more.
std::size_t most_bytes(const RequestRecord& note, std::size_t most_body) {
  // Method, target, two bodies, and what ends the two lists of fields.
  std::size_t size = 6 * sizeof(Length) + note.request.method.size() +
                     std::min(note.request.target.size(), kMostTarget) +
                     std::min(note.request.body.size(), most_body) +
                     std::min(note.response.body.size(), most_body);
  for (const Headers* const headers : {&note.request.headers, &note.response.headers}) {
    std::size_t fields = 0;
    for (const Header& field : *headers) {
      if (field.name.empty() || ++fields > kMostFields) continue;
      size += 2 * sizeof(Length) + std::min(field.name.size(), kMostValue) +
              std::min(field.value.size(), kMostValue);
    }
  }
  return size;
}

// Makes `text` at least so long, without changing its memory for a few bytes more or less. A string
// that grows by itself takes twice what it needs; and one long entry must not keep its memory for
// as long as there are short ones in its place.
void make_room(std::string& text, std::size_t size) {
  constexpr std::size_t kStep = 64;
  constexpr std::size_t kMostTimes = 4;
  const std::size_t room = (size + kStep - 1) / kStep * kStep;
  if (text.size() < size || text.size() > kMostTimes * room) text = std::string(room, '\0');
}

void hide(std::string_view secret, char* begin, char* end) {
  while ((begin = std::search(begin, end, secret.begin(), secret.end())) != end) {
    begin = std::fill_n(begin, secret.size(), '*');
  }
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

void PackedEntry::assign(RequestRecord&& note, std::size_t most_body) {
  const Request& request = note.request;
  const Response& response = note.response;
  number_ = note.number;
  time_ = note.time;
  trace_ = std::move(note.trace);
  status_ = response.status;
  delivery_ = response.delivery;
  request_body_bytes_ = request.body.size();
  request_body_hash_ = std::hash<std::string_view>()(request.body);
  response_body_bytes_ = response.body.size();
  // Room first and then written in one go, because many short appends cost more.
  const std::size_t size = most_bytes(note, most_body);
  make_room(text_, size);
  char* at = text_.data();
  const bool has_secret = note.secret.size() >= kLeastSecret;
  for_each_text(note, most_body, [&](std::string_view text) {
    const auto length = static_cast<Length>(text.size());
    std::memcpy(at, &length, sizeof length);
    at += sizeof length;
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    if (has_secret) hide(note.secret, at, at + text.size());
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
