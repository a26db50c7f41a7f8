#include "api/own_file_durations.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "api/upload_url.h"
#include "media/audio_encoders.h"
#include "store/memory_store.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::own_file_durations_test {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr Duration kRetention = days(3);

const Request kRequest{.method = "POST", .target = "/", .headers = {{"Host", "127.0.0.1:8787"}}};

class OwnFileDurationsTest : public testing::Test {
 protected:
  std::string upload(const std::string& filename, const std::string& bytes) {
    StoredAccount& account = store_->account_of("key", [&]() -> Store::FreshAccount {
      return {Account{.name = "key", .draws = SeededRandom(0, "key")}, AccountState{}};
    });
    const auto added = uploads_.add(account, {filename, ""}, bytes, kStart);
    EXPECT_TRUE(added);
    std::string url;
    if (added) append_upload_url(url, kRequest, **added);
    return url;
  }
  // The address of an output of a task of a model of that type.
  std::string output(const std::string& type, const std::string& file) {
    nlohmann::json entry = model_entry({{"duration", {{"type", "number"}}}});
    entry["type"] = type;
    auto model = std::make_shared<Model>(model_of(entry));
    auto task = std::make_shared<Prediction>(
        wavespeed_mock::task(++tasks_, *model, kStart, seconds(1), Money()));
    task->inputs = R"({"duration": 8})";
    models_.push_back(std::move(model));
    store_->add_prediction(task);
    return "http://127.0.0.1:8787/outputs/" + to_hex(task->id) + "/" + file;
  }
  std::optional<double> seconds_of(const std::string& url, Timestamp now = kStart) const {
    return RequestFileDurations({*store_, uploads_, kRetention}, kRequest, now).seconds_of(url);
  }

 private:
  const std::unique_ptr<BlobStore> blobs_ = make_memory_blobs(1'000'000);
  const std::unique_ptr<Store> store_ = make_memory_store();
  const Uploads uploads_{*store_, *blobs_, {.max_bytes = 1'000'000}};
  std::vector<std::shared_ptr<const Model>> models_;
  std::uint64_t tasks_ = 0;
};

TEST_F(OwnFileDurationsTest, OfUploadsAreThoseOfTheirFiles) {
  const std::string url = upload("talk.wav", encode_wav({1.5, 1}));
  EXPECT_EQ(seconds_of(url), 1.5);
  EXPECT_EQ(seconds_of(url + "?x=y"), 1.5);
  EXPECT_EQ(seconds_of(url, kStart + days(7)), std::nullopt) << "it is kept no more";
  EXPECT_EQ(seconds_of(upload("cat.png", "\x89PNG\r\n\x1a\n")), std::nullopt);
}

TEST_F(OwnFileDurationsTest, OfOutputsAreThoseThatTheirTasksAskedFor) {
  EXPECT_EQ(seconds_of(output("text-to-video", "0.mp4")), 8);
  EXPECT_EQ(seconds_of(output("text-to-audio", "0.mp3")), 8);
  EXPECT_EQ(seconds_of(output("text-to-image", "0.png")), std::nullopt);
  EXPECT_EQ(seconds_of(output("text-to-video", "0.mp4"), kStart + kRetention), std::nullopt);
}

TEST_F(OwnFileDurationsTest, AreUnknownForOtherUrls) {
  std::string elsewhere = upload("talk.wav", encode_wav({1.5, 1}));
  elsewhere.replace(0, std::string("http://127.0.0.1:8787").size(), "http://127.0.0.1:8788");
  EXPECT_EQ(seconds_of(elsewhere), std::nullopt);
  for (const char* url : {"", "http://127.0.0.1:8787/outputs/", "http://127.0.0.1:8787/outputs/0/0",
                          "http://127.0.0.1:8787/media/uploads/0/talk.wav"}) {
    EXPECT_EQ(seconds_of(url), std::nullopt) << url;
  }
}

}  // namespace
}  // namespace wavespeed_mock::own_file_durations_test
