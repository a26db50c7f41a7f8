#include "domain/uploads/uploads.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "base/http/entity_tag.h"
#include "base/http/media_type.h"
#include "base/text/quoting.h"
#include "base/value/timestamp.h"
#include "domain/uploads/upload_names.h"
#include "domain/uploads/upload_types.h"
#include "media/duration/media_duration.h"

namespace wavespeed_mock {
namespace {

constexpr Duration kKept = std::chrono::days(7);
constexpr Duration kTicketLife = std::chrono::hours(1);
constexpr std::size_t kLongestText = 255;  // of a name or a content type

ApiError refusal(int http, std::string message) {
  return {.http = http, .code = http, .message = std::move(message)};
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

std::string hex(std::uint64_t number) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
  return std::string(digits, end);
}

std::uint64_t limit_of(const SizeLimits& limits, UploadKind kind) {
  switch (kind) {
    case UploadKind::image:
      return limits.image;
    case UploadKind::video:
      return limits.video;
    case UploadKind::audio:
      return limits.audio;
    case UploadKind::file:
      break;
  }
  return SizeLimits::kNone;
}

// Numbers the upload among its account's, draws what only it has, and stores it: all at once, so
// that the account's number of uploads and the store never disagree.
void store_as_next(Store& store, const std::shared_ptr<Upload>& upload, StoredAccount& account,
                   Timestamp now) {
  const SeededRandom& draws = account.account().draws;
  upload->account = account.number();
  account.with(now, [&](AccountState& state, Timestamp) {
    const std::uint64_t ordinal = state.uploads++;
    upload->id = {draws.bits(RandomStream::upload_id_high, ordinal),
                  draws.bits(RandomStream::upload_id_low, ordinal)};
    upload->signature = draws.bits(RandomStream::upload_signature, ordinal);
    store.add_upload(upload);
  });
}

// Durations are read once, here: the file may go to disk, while prices are asked for again and
// again.
void set_content(Upload& upload, std::string_view bytes, std::shared_ptr<const Blob> blob) {
  upload.content = std::move(blob);
  // A mock that is started again gives out the same ids: only the bytes tell its files apart.
  upload.etag = entity_tag_of(bytes);
  upload.seconds = media_seconds(bytes);
}

}  // namespace

std::string ticket_signature(const Upload& ticket) {
  return hex(ticket.signature);
}

Outcome<Upload> Uploads::describe(const FileClaim& claim, std::uint64_t size,
                                  const SizeLimits& limits) const {
  const std::string_view name = without_folders(claim.filename);
  if (name.empty() || name.size() > kLongestText || has_control_character(name)) {
    return refusal(400, "the filename must have 1 to " + std::to_string(kLongestText) +
                            " bytes after its folders and no control characters, not \"" +
                            shortened(name) + "\"");
  }
  if (claim.content_type.size() > kLongestText || has_control_character(claim.content_type)) {
    return refusal(400, "the content type must be one such as \"image/png\", not \"" +
                            shortened(claim.content_type) + "\"");
  }
  const auto type = find_file_type(claim.content_type, name, rules_.types);
  if (!type) {
    return refusal(400, "the file \"" + std::string(name) + "\" of type \"" +
                            std::string(claim.content_type) + "\" is not allowed; it must be " +
                            std::string(allowed_file_types()) +
                            "; --upload-types any allows every file");
  }
  const std::uint64_t max = std::min(rules_.max_bytes, limit_of(limits, type->kind));
  if (size > max) {
    return refusal(413, "the file is too large: it has " + std::to_string(size) +
                            " bytes, and at most " + std::to_string(max) + " are allowed");
  }
  if (size == 0) return refusal(400, "the file is empty");
  return Upload{.kind = type->kind,
                .filename = std::string(name),
                .url_name = url_name(name, type->extension),
                .content_type = type->content_type,
                .size = size};
}

Outcome<std::shared_ptr<const Blob>> Uploads::keep(std::string_view bytes) const {
  std::string problem;
  auto blob = blobs_.put(bytes, problem);
  if (blob != nullptr) return blob;
  // 413 and not 507: clients take it for final, while some send a file again after any 5xx.
  return refusal(413, "the mock has no room for a file of " + std::to_string(bytes.size()) +
                          " bytes: " + problem + "; --media-memory and --media-dir give it more");
}

Uploads::Rules upload_rules(const Options& options) {
  return {.max_bytes = options.max_upload_bytes, .types = options.upload_types};
}

Outcome<Uploads::Record> Uploads::add(StoredAccount& account, const FileClaim& claim,
                                      std::string_view bytes, Timestamp now,
                                      const SizeLimits& limits) const {
  store_.forget_uploads(now);
  auto described = describe(claim, bytes.size(), limits);
  if (!described) return described.error();
  auto blob = keep(bytes);
  if (!blob) return blob.error();

  auto upload = std::make_shared<Upload>(*std::move(described));
  upload->kept_until = later(now, kKept);
  set_content(*upload, bytes, *std::move(blob));
  store_as_next(store_, upload, account, now);
  return Record(std::move(upload));
}

Outcome<Uploads::Record> Uploads::open_ticket(StoredAccount& account, const FileClaim& claim,
                                              std::uint64_t size, Timestamp now) const {
  store_.forget_uploads(now);
  auto described = describe(claim, size, {});
  if (!described) return described.error();

  auto upload = std::make_shared<Upload>(*std::move(described));
  // Whole seconds, as the ticket shows them.
  upload->ticket_until = std::chrono::floor<std::chrono::seconds>(later(now, kTicketLife));
  // Kept longer, so that a late client is told that it expired.
  upload->kept_until = later(now, kKept);
  store_as_next(store_, upload, account, now);
  return Record(std::move(upload));
}

Outcome<Uploads::Record> Uploads::redeem(std::string_view id, std::string_view name,
                                         std::string_view signature, std::string_view content_type,
                                         std::string_view bytes, Timestamp now) const {
  store_.forget_uploads(now);
  const Record ticket = find(id, name, now);
  // A file that came without a ticket has no URL to put it to.
  if (ticket == nullptr || ticket->ticket_until == Timestamp()) {
    return refusal(404, "Upload not found");
  }
  if (signature != ticket_signature(*ticket)) {
    return refusal(403, "the signature of this URL does not match the ticket");
  }
  if (now >= ticket->ticket_until) {
    return refusal(403, "the ticket expired at " + to_rfc3339(ticket->ticket_until));
  }
  const ApiError exists = refusal(412, "the file has been uploaded already");
  if (ticket->content != nullptr) return exists;
  if (media_type(content_type) != media_type(ticket->content_type)) {
    return refusal(400, "the Content-Type must be the ticket's, \"" + ticket->content_type +
                            "\", not \"" + shortened(content_type) + "\"");
  }
  if (bytes.size() != ticket->size) {
    return refusal(400, "the ticket is for a file of " + std::to_string(ticket->size) +
                            " bytes, not of " + std::to_string(bytes.size()));
  }
  auto blob = keep(bytes);
  if (!blob) return blob.error();

  auto upload = std::make_shared<Upload>(*ticket);
  upload->kept_until = later(now, kKept);
  set_content(*upload, bytes, *std::move(blob));
  // Of several at the same time one wins.
  if (!store_.replace_upload(ticket, upload)) return exists;
  return Record(std::move(upload));
}

Uploads::Record Uploads::find(std::string_view id, std::string_view name, Timestamp now) const {
  const auto known = parse_prediction_id(id);
  Record upload = known ? store_.find_upload(*known) : nullptr;
  if (upload == nullptr || upload->url_name != name || now >= upload->kept_until) return nullptr;
  return upload;
}

Uploads::Record Uploads::find_file(std::string_view id, std::string_view name,
                                   Timestamp now) const {
  store_.forget_uploads(now);
  Record upload = find(id, name, now);
  return upload == nullptr || upload->content == nullptr ? nullptr : upload;
}

}  // namespace wavespeed_mock
