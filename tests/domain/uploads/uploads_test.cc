#include "domain/uploads/uploads.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "store/memory_store.h"
#include "support/domain_tasks.h"
#include "support/media_files.h"

namespace wavespeed_mock::uploads_uploads_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr std::uint64_t kMaxBytes = 100;

// A mock's uploads and one account that uses them.
class UploadRules : public testing::Test {
 protected:
  StoredAccount& account(const std::string& key = "key") {
    return store_->account_of(key, [&]() -> Store::FreshAccount {
      return {Account{.name = key, .draws = SeededRandom(0, key)}, AccountState{}};
    });
  }
  Uploads::Record add(const FileClaim& claim, const std::string& bytes, Timestamp now = kStart) {
    const auto added = uploads_.add(account(), claim, bytes, now);
    EXPECT_TRUE(added) << added.error().message;
    return added ? *added : nullptr;
  }
  Uploads::Record open(std::uint64_t size, Timestamp now = kStart) {
    const auto ticket = uploads_.open_ticket(account(), {"a.png", "image/png"}, size, now);
    EXPECT_TRUE(ticket) << ticket.error().message;
    return ticket ? *ticket : nullptr;
  }
  Outcome<Uploads::Record> redeem(const Upload& ticket, const std::string& bytes, Timestamp now,
                                  const std::string& type = "image/png") {
    return uploads_.redeem(to_hex(ticket.id), ticket.url_name, ticket_signature(ticket), type,
                           bytes, now);
  }
  // An error such as "413 the file …"; "" if the file was accepted.
  static std::string refusal(const Outcome<Uploads::Record>& outcome) {
    if (outcome) return "";
    EXPECT_EQ(outcome.error().code, outcome.error().http);
    return std::to_string(outcome.error().http) + " " + outcome.error().message;
  }
  Uploads::Record find(const Upload& upload, Timestamp now) {
    return uploads_.find_file(to_hex(upload.id), upload.url_name, now);
  }

  const std::unique_ptr<BlobStore> blobs_ = make_memory_blobs(250);
  const std::unique_ptr<Store> store_ = make_memory_store();
  const Uploads uploads_{*store_, *blobs_, {.max_bytes = kMaxBytes}};
};

TEST_F(UploadRules, KeepAFileUnchanged) {
  const auto upload = add({"/tmp/my cat.png", "image/png"}, "bytes");
  EXPECT_EQ(upload->kind, UploadKind::image);
  EXPECT_EQ(upload->filename, "my cat.png");
  EXPECT_EQ(upload->url_name, "my_cat.png");
  EXPECT_EQ(upload->content_type, "image/png");
  EXPECT_EQ(upload->size, 5u);
  const auto found = find(*upload, kStart);
  ASSERT_EQ(found, upload);
  EXPECT_EQ(found->content->read(), "bytes");
}

TEST_F(UploadRules, DeriveIdsFromSeedKeyAndOrder) {
  const auto first = add({"a.png", ""}, "1");
  const auto second = add({"a.png", ""}, "1");
  EXPECT_NE(first->id, second->id);
  const auto other = uploads_.add(account("other"), {"a.png", ""}, "1", kStart);
  EXPECT_NE((*other)->id, first->id);
  EXPECT_NE((*other)->account, first->account);

  const auto store = make_memory_store();
  const Uploads again(*store, *blobs_, {.max_bytes = kMaxBytes});
  StoredAccount& cell = store->account_of("key", []() -> Store::FreshAccount {
    return {Account{.name = "key", .draws = SeededRandom(0, "key")}, AccountState{}};
  });
  // A refused file is not counted.
  EXPECT_FALSE(again.add(cell, {"a.exe", ""}, "1", kStart));
  EXPECT_EQ((*again.add(cell, {"b.mp4", ""}, "2", kStart))->id, first->id);
  EXPECT_EQ((*again.open_ticket(cell, {"b.mp4", ""}, 2, kStart))->id, second->id);
}

TEST_F(UploadRules, DistinguishFilesByTheirBytes) {
  const std::string etag = add({"a.png", ""}, "bytes")->etag;
  EXPECT_EQ(add({"b.mp4", ""}, "bytes")->etag, etag);
  EXPECT_NE(add({"a.png", ""}, "other")->etag, etag);
  EXPECT_EQ(etag.find_first_not_of("0123456789abcdef-"), std::string::npos);
}

TEST_F(UploadRules, KeepFilesForSevenDays) {
  auto upload = add({"a.png", ""}, "bytes");
  EXPECT_NE(find(*upload, kStart + days(7) - nanoseconds(1)), nullptr);
  EXPECT_EQ(find(*upload, kStart + days(7)), nullptr);
}

TEST_F(UploadRules, TellHowLongAFileLasts) {
  const std::string video = mp4_file(42'500);
  EXPECT_EQ(add({"a.mp4", ""}, video)->seconds, 42.5);
  EXPECT_EQ(add({"a.mp4", ""}, "not a video")->seconds, std::nullopt);
  const auto ticket = open(video.size());
  EXPECT_EQ(ticket->seconds, std::nullopt);
  const auto redeemed = redeem(*ticket, video, kStart);
  ASSERT_TRUE(redeemed) << redeemed.error().message;
  EXPECT_EQ((*redeemed)->seconds, 42.5);
}

TEST_F(UploadRules, FreeTheMemoryOfExpiredFiles) {
  add({"a.png", ""}, std::string(100, 'a'));
  add({"a.png", ""}, std::string(100, 'a'), kStart + days(1));
  const std::string third(60, 'a');
  const auto refused = uploads_.add(account(), {"a.png", ""}, third, kStart + days(2));
  EXPECT_EQ(refusal(refused),
            "413 the mock has no room for a file of 60 bytes: 50 of 250 bytes of memory are left; "
            "--media-memory and --media-dir give it more");
  EXPECT_TRUE(uploads_.add(account(), {"a.png", ""}, third, kStart + days(7)));
}

TEST_F(UploadRules, RefuseLargeFilesAndOtherTypes) {
  struct Case {
    FileClaim claim;
    std::uint64_t size;
    std::string refusal;
  };
  const std::string allowed(
      " is not allowed; it must be an image, a video, a sound or a zip archive, by its content "
      "type or by an extension such as .png, .jpg, .webp, .gif, .mp4, .mov, .webm, .mp3, .wav, "
      ".m4a, "
      ".flac or .zip; --upload-types any allows every file");
  const std::string name =
      "400 the filename must have 1 to 255 bytes after its folders and no control characters, "
      "not ";
  const std::string longest(255, 'a'), too_long(256, 'a');
  const std::vector<Case> cases = {
      {{"a.png", ""}, kMaxBytes, ""},
      {{"a.png", ""},
       kMaxBytes + 1,
       "413 the file is too large: it has 101 bytes, and at most 100 are allowed"},
      {{"a.png", ""}, 0, "400 the file is empty"},
      {{"a.txt", "text/plain"}, 1, "400 the file \"a.txt\" of type \"text/plain\"" + allowed},
      {{"", "image/png"}, 1, name + "\"\""},
      {{"x/", "image/png"}, 1, name + "\"\""},
      {{"a\nb", "image/png"}, 1, name + "\"a\nb\""},
      {{longest, "image/png"}, 1, ""},
      {{too_long, "image/png"}, 1, name + "\"" + std::string(200, 'a') + "…\""},
      {{"a.png", "image/\tpng"},
       1,
       "400 the content type must be one such as \"image/png\", not \"image/\tpng\""},
      {{"a.png", too_long},
       1,
       "400 the content type must be one such as \"image/png\", not \"" + std::string(200, 'a') +
           "…\""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(refusal(uploads_.add(account(), c.claim, std::string(c.size, 'x'), kStart)),
              c.refusal);
    EXPECT_EQ(refusal(uploads_.open_ticket(account(), c.claim, c.size, kStart)), c.refusal)
        << "the same with a ticket";
  }
}

TEST_F(UploadRules, ApplyTheLimitsOfTheEndpoint) {
  const SizeLimits limits{.image = 1, .video = 2, .audio = 3};
  struct Case {
    const char* filename;
    std::size_t max;
  };
  for (const Case& c : {Case{"a.png", 1}, Case{"a.mp4", 2}, Case{"a.mp3", 3}}) {
    EXPECT_TRUE(uploads_.add(account(), {c.filename, ""}, std::string(c.max, 'x'), kStart, limits));
    EXPECT_EQ(refusal(uploads_.add(account(), {c.filename, ""}, std::string(c.max + 1, 'x'), kStart,
                                   limits))
                  .substr(0, 3),
              "413");
  }
}

TEST_F(UploadRules, ApplyTheLimitOfTheOptionBelowThatOfTheEndpoint) {
  const SizeLimits limits{.audio = kMaxBytes + 1};
  const FileClaim sound{"a.mp3", ""};
  EXPECT_TRUE(uploads_.add(account(), sound, std::string(kMaxBytes, 'x'), kStart, limits));
  EXPECT_EQ(
      refusal(uploads_.add(account(), sound, std::string(kMaxBytes + 1, 'x'), kStart, limits)),
      "413 the file is too large: it has 101 bytes, and at most 100 are allowed");
}

TEST_F(UploadRules, AcceptTheFileOfATicketOnce) {
  const auto ticket = open(5);
  EXPECT_EQ(ticket->content, nullptr);
  EXPECT_EQ(find(*ticket, kStart), nullptr) << "not uploaded yet";
  const auto stored = redeem(*ticket, "bytes", kStart + hours(1) - nanoseconds(1));
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(find(*ticket, kStart + hours(1))->content->read(), "bytes");
  EXPECT_FALSE((*stored)->etag.empty());
  EXPECT_EQ(refusal(redeem(*ticket, "other", kStart + hours(1) - nanoseconds(1))),
            "412 the file has been uploaded already");
  EXPECT_EQ(find(*ticket, kStart + hours(1))->content->read(), "bytes");
  // Seven days from the upload, not from the ticket.
  const Timestamp came = kStart + hours(1) - nanoseconds(1);
  EXPECT_NE(find(*ticket, came + days(7) - nanoseconds(1)), nullptr);
  EXPECT_EQ(find(*ticket, came + days(7)), nullptr);
}

TEST_F(UploadRules, RequireAPutToMatchItsTicket) {
  const auto ticket = open(5);
  const Timestamp now = kStart;
  EXPECT_EQ(refusal(redeem(*ticket, "byte", now)),
            "400 the ticket is for a file of 5 bytes, not of 4");
  EXPECT_EQ(refusal(redeem(*ticket, "bytes!", now)),
            "400 the ticket is for a file of 5 bytes, not of 6");
  for (const std::string type : {"image/jpeg", "", "png"}) {
    EXPECT_EQ(refusal(redeem(*ticket, "bytes", now, type)),
              "400 the Content-Type must be the ticket's, \"image/png\", not \"" + type + "\"");
  }
  const std::string id = to_hex(ticket->id);
  for (const std::string signature : {"", "0", "123456789abcdef0"}) {
    EXPECT_EQ(refusal(uploads_.redeem(id, ticket->url_name, signature, "image/png", "bytes", now)),
              "403 the signature of this URL does not match the ticket");
  }
  const std::string signature = ticket_signature(*ticket);
  for (const std::string other : {"0", "00000000000000000000000000000000"}) {
    EXPECT_EQ(refusal(uploads_.redeem(other, "a.png", signature, "image/png", "bytes", now)),
              "404 Upload not found");
  }
  EXPECT_EQ(refusal(uploads_.redeem(id, "b.png", signature, "image/png", "bytes", now)),
            "404 Upload not found");
  EXPECT_EQ(find(*ticket, now), nullptr);
  EXPECT_TRUE(redeem(*ticket, "bytes", now, "Image/PNG; a=b"))
      << "still possible after all refusals";
}

TEST_F(UploadRules, LetTicketsExpireOnAWholeSecond) {
  const auto ticket = open(5, kStart + nanoseconds(1));
  EXPECT_EQ(ticket->ticket_until, kStart + hours(1));
  EXPECT_EQ(refusal(redeem(*ticket, "bytes", kStart + hours(1))),
            "403 the ticket expired at 2026-01-01T01:00:00.000000000Z");
  EXPECT_EQ(refusal(redeem(*ticket, "bytes", kStart + days(7))).substr(0, 3), "403");
  EXPECT_EQ(refusal(redeem(*ticket, "bytes", kStart + days(7) + nanoseconds(1))).substr(0, 3),
            "404");
}

TEST_F(UploadRules, RefuseAPutForAFileUploadedByForm) {
  const auto upload = add({"a.png", "image/png"}, "bytes");
  EXPECT_EQ(refusal(redeem(*upload, "bytes", kStart)), "404 Upload not found");
}

TEST_F(UploadRules, KeepATicketOpenWhenMemoryIsFull) {
  add({"a.png", ""}, std::string(100, 'a'));
  add({"a.png", ""}, std::string(100, 'a'));
  const auto ticket = open(60, kStart + days(7) - hours(1) + seconds(1));
  const std::string bytes(60, 'x');
  EXPECT_EQ(refusal(redeem(*ticket, bytes, kStart + days(7) - nanoseconds(1))).substr(0, 3), "413");
  EXPECT_TRUE(redeem(*ticket, bytes, kStart + days(7)));
}

}  // namespace
}  // namespace wavespeed_mock::uploads_uploads_test
