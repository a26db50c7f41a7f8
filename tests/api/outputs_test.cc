#include "api/outputs.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/contract_watch.h"
#include "support/mock_client.h"

namespace wavespeed_mock::outputs_test {
namespace {

using json = MockClient::json;
using Size = std::pair<unsigned, unsigned>;  // width, height
using namespace std::chrono_literals;

unsigned byte(std::string_view file, std::size_t at) {
  return at < file.size() ? static_cast<unsigned char>(file[at]) : 0U;
}
unsigned big_endian(std::string_view file, std::size_t at, std::size_t bytes) {
  unsigned value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | byte(file, at + i);
  return value;
}

// The size in a file's header; {0, 0} if the file has another format. The tests of the encoders
// decode whole files.
Size png_size(std::string_view file) {
  if (!file.starts_with("\x89PNG\r\n\x1a\n") || file.substr(12, 4) != "IHDR") return {0, 0};
  return {big_endian(file, 16, 4), big_endian(file, 20, 4)};
}

Size jpeg_size(std::string_view file) {
  if (!file.starts_with("\xff\xd8")) return {0, 0};
  // Segments: 0xff, kind, two bytes of length. Kinds 0xc0 to 0xc2 contain the size.
  for (std::size_t at = 2; byte(file, at) == 0xff; at += 2 + big_endian(file, at + 2, 2)) {
    const unsigned kind = byte(file, at + 1);
    if (kind >= 0xc0 && kind <= 0xc2)
      return {big_endian(file, at + 7, 2), big_endian(file, at + 5, 2)};
  }
  return {0, 0};
}

Size webp_size(std::string_view file) {
  if (!file.starts_with("RIFF") || file.substr(8, 8) != "WEBPVP8 ") return {0, 0};
  const auto side = [&](std::size_t at) {
    return (byte(file, at + 1) << 8 | byte(file, at)) & 0x3fff;
  };
  return {side(26), side(28)};
}

TEST(Outputs, HaveTheRequestedTypeAndSize) {
  struct Case {
    std::string format;
    std::string size;
    std::string content_type;
    Size (*read)(std::string_view);
    Size expected;
  };
  const std::vector<Case> cases = {
      {"png", "256*300", "image/png", png_size, {256, 300}},
      {"jpeg", "300*256", "image/jpeg", jpeg_size, {300, 256}},
      {"webp", "257*256", "image/webp", webp_size, {257, 256}},
      {"png", "1536*256", "image/png", png_size, {1536, 256}},
  };
  const MockClient client;
  for (const Case& c : cases) {
    const json inputs = {{"prompt", "a"}, {"size", c.size}, {"output_format", c.format}};
    const std::string id = client.id(client.submit("mock/instant", inputs));
    const std::string url = client.data(client.poll(id))["outputs"][0];
    const std::string path = "/outputs/" + id + "/0." + c.format;
    EXPECT_EQ(url, "http://127.0.0.1:8080" + path);
    const Response response = client.get(path);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(client.header(response, "Content-Type"), c.content_type);
    EXPECT_EQ(c.read(response.body), c.expected) << c.format;
    EXPECT_EQ(client.send(client.request("HEAD", path)).body.size(), response.body.size());
    EXPECT_EQ(client.get(path + "?download=1").body, response.body);
  }
}

TEST(Outputs, HaveTheModelsDefaultSizeAndFormat) {
  const MockClient client({.latency = Latency::instant()});
  const std::string id = client.id(client.submit("wavespeed-ai/flux-dev"));
  EXPECT_EQ(jpeg_size(client.get("/outputs/" + id + "/0.jpeg").body), Size(1024, 1024));
}

TEST(Outputs, DifferByTaskAndIndexAndAreTheSameEachTime) {
  const MockClient client;
  const json inputs = {{"prompt", "a"}, {"size", "256*256"}, {"num_images", 2}};
  const std::string id = client.id(client.submit("mock/instant", inputs));
  const std::string other = client.id(client.submit("mock/instant", inputs));
  EXPECT_EQ(client.data(client.poll(id))["outputs"].size(), 2U);
  const std::string first = client.get("/outputs/" + id + "/0.png").body;
  EXPECT_EQ(client.get("/outputs/" + id + "/0.png").body, first);
  EXPECT_NE(client.get("/outputs/" + id + "/1.png").body, first);
  EXPECT_NE(client.get("/outputs/" + other + "/0.png").body, first);
  EXPECT_EQ(MockClient().get("/outputs/" + id + "/0.png").status, 404)
      << "it belongs to another mock";
}

TEST(Outputs, NeedNoKey) {
  const MockClient client({.auth = Auth::strict, .fixtures = {fixture("examples/team.json")}},
                          "intern-key");
  const std::string id =
      client.id(client.submit("mock/instant", {{"prompt", "a"}, {"size", "256*256"}}));
  EXPECT_EQ(watched_answer(client.mock(), {"GET", "/outputs/" + id + "/0.png", {}, ""}).status,
            200);
}

TEST(Outputs, AreNotFoundUnderAnotherName) {
  const MockClient client;
  const std::string id =
      client.id(client.submit("mock/instant", {{"prompt", "a"}, {"num_images", 2}}));
  for (const std::string& path :
       {id + "/2.png", id + "/-1.png", id + "/00.png", id + "/+0.png", id + "/0.jpeg",
        id + "/0.PNG", id + "/0", id + "/0.", id + "/.png", id + "/0.png.png", id + "/0png",
        id + "/99999999999999999999.png", id + "/4294967296.png", id + "0/0.png",
        std::string(32, '0') + "/0.png", std::string("undefined/0.png")}) {
    const Response response = client.get("/outputs/" + path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(client.message(response), "Output not found") << path;
    EXPECT_EQ(client.body(response)["code"], 404);
  }
}

TEST(Outputs, ExistFromTheMomentOfCompletion) {
  const MockClient client({.latency = Latency::fixed(1s)});
  const std::string done =
      client.id(client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"size", "256*256"}}));
  const std::string failing = client.id(client.submit("mock/always-fails"));
  const std::string path = "/outputs/" + done + "/0.jpeg";
  EXPECT_EQ(client.get(path).status, 404);
  client.advance(std::chrono::seconds(1) - Duration(1));
  EXPECT_EQ(client.get(path).status, 404);
  client.advance(Duration(1));
  EXPECT_EQ(client.get(path).status, 200);
  EXPECT_EQ(client.get("/outputs/" + failing + "/0.png").status, 404) << "it failed";
}

// n8n names files by the Content-Type, ComfyUI and the CLI by the extension.
TEST(Outputs, HaveATypeAndAnExtensionForEveryKind) {
  struct Case {
    std::string model;
    json inputs;
    std::string extension;
    std::string content_type;
  };
  const std::vector<Case> cases = {
      {"wavespeed-ai/wan-2.1/t2v-480p", {{"prompt", "a"}}, "mp4", "video/mp4"},
      {"wavespeed-ai/wan-2.1/wan-2.1-t2v-480p",
       {{"prompt", "a"}, {"output_format", "gif"}, {"size", "256*256"}},
       "gif",
       "image/gif"},
      {"wavespeed-ai/dia-tts", {{"prompt", "a"}}, "mp3", "audio/mpeg"},
      {"minimax/speech-2.6-turbo",
       {{"text", "a"}, {"voice_id", "b"}, {"format", "wav"}},
       "wav",
       "audio/wav"},
      {"minimax/speech-2.6-turbo",
       {{"text", "a"}, {"voice_id", "b"}, {"format", "flac"}},
       "flac",
       "audio/flac"},
      {"wavespeed-ai/trellis-2/image-to-3d",
       {{"image", "https://a.test/a.png"}},
       "glb",
       "model/gltf-binary"},
      {"wavespeed-ai/flux-dev-lora-trainer",
       {{"data", "https://a.test/a.zip"}, {"trigger_word", "tok"}},
       "safetensors",
       "application/octet-stream"},
  };
  const MockClient client({.latency = Latency::instant()});
  for (const Case& c : cases) {
    const Response submitted = client.submit(c.model, c.inputs);
    ASSERT_EQ(submitted.status, 200) << submitted.body;
    const std::string id = client.id(submitted);
    const std::string path = "/outputs/" + id + "/0." + c.extension;
    EXPECT_EQ(client.data(client.poll(id))["outputs"],
              json::array({"http://127.0.0.1:8080" + path}));
    const Response response = client.get(path);
    EXPECT_EQ(response.status, 200) << c.model;
    EXPECT_EQ(client.header(response, "Content-Type"), c.content_type);
    EXPECT_FALSE(response.body.empty());
  }
}

TEST(Outputs, HaveLiveNamesWhenAsked) {
  const MockClient client({.latency = Latency::instant(), .output_names = OutputNames::live});
  const std::string id = client.id(client.submit(
      "wavespeed-ai/flux-dev", {{"prompt", "a"}, {"size", "256*256"}, {"num_images", 2}}));
  const std::string folder = "/outputs/" + id;
  EXPECT_EQ(client.data(client.poll(id))["outputs"],
            json::array({"http://127.0.0.1:8080" + folder + "/1.jpg",
                         "http://127.0.0.1:8080" + folder + "/2.jpg"}));
  const Response first = client.get(folder + "/1.jpg");
  const Response second = client.get(folder + "/2.jpg");
  EXPECT_EQ(jpeg_size(first.body), Size(256, 256));
  EXPECT_EQ(jpeg_size(second.body), Size(256, 256));
  EXPECT_NE(first.body, second.body);
  EXPECT_EQ(client.header(first, "Content-Type"), "image/jpeg");
  for (const char* const other : {"/0.jpg", "/3.jpg", "/1.jpeg", "/01.jpg", "/-1.jpg"}) {
    EXPECT_EQ(client.get(folder + other).status, 404) << other;
  }
}

TEST(Outputs, OfTextModelsAreTextsAndHaveNoFiles) {
  const std::string audio = "https://a.test/a.mp3";
  const std::vector<std::pair<std::string, json>> cases = {
      {"wavespeed-ai/prompt-optimizer", {{"text", "a fox"}}},
      {"wavespeed-ai/any-llm", {{"prompt", "a fox"}}},
      {"wavespeed-ai/image-captioner", {{"image", "https://a.test/a.png"}}},
      {"wavespeed-ai/openai-whisper", {{"audio", audio}}},
      {"wavespeed-ai/molmo2/video-captioner", {{"video", "https://a.test/a.mp4"}}},
      {"wavespeed-ai/content-moderator/text", {{"text", "a fox"}}},
  };
  const MockClient client({.latency = Latency::instant()});
  for (auto [model, inputs] : cases) {
    const Response submitted = client.submit(model, inputs);
    ASSERT_EQ(submitted.status, 200) << submitted.body;
    const std::string id = client.id(submitted);
    const json outputs = client.data(client.poll(id))["outputs"];
    ASSERT_EQ(outputs.size(), 1U) << model;
    const auto text = outputs[0].get<std::string>();
    EXPECT_FALSE(text.empty() || text.starts_with("http") || text.ends_with('\n')) << text;
    EXPECT_EQ(client.data(client.poll(id))["outputs"], outputs) << "the same in each answer";
    const Response listed = client.get("/api/v3/predictions");
    EXPECT_NE(listed.body.find(outputs.dump()), std::string::npos) << listed.body;
    for (const char* const file : {"/0.txt", "/0.json"}) {
      const Response response = client.get("/outputs/" + id + file);
      EXPECT_EQ(response.status, 404) << model;
      EXPECT_EQ(client.header(response, "X-Mock-Reason"),
                "a text model has no files; its text is in the task's outputs");
    }
    inputs["enable_sync_mode"] = true;
    inputs["enable_base64_output"] = true;
    const json at_once = client.data(client.submit(model, inputs))["outputs"];
    ASSERT_EQ(at_once.size(), 1U) << model;
    EXPECT_EQ(at_once[0].get<std::string>().substr(0, 20), text.substr(0, 20)) << "no Base64";
  }
}

TEST(Outputs, SupportRangesAndConditionalRequests) {
  const MockClient client;
  const std::string id =
      client.id(client.submit("mock/instant", {{"prompt", "a"}, {"size", "256*256"}}));
  Request request = client.request("GET", "/outputs/" + id + "/0.png");
  const Response whole = client.send(request);
  EXPECT_EQ(client.header(whole, "Accept-Ranges"), "bytes");
  request.headers.add("Range", "bytes=1-3");
  const Response part = client.send(request);
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "PNG");
  EXPECT_EQ(client.header(part, "Content-Range"), "bytes 1-3/" + std::to_string(whole.body.size()));
  request.headers.add("If-None-Match", client.header(whole, "ETag"));
  EXPECT_EQ(client.send(request).status, 304);
}

TEST(Outputs, HaveAnEtagOfTaskIndexAndInputs) {
  const auto tags = [](const json& inputs, const std::string& model = "mock/instant") {
    const MockClient client;
    const std::string id = client.id(client.submit(model, inputs));
    std::vector<std::string> found;
    for (const char* file : {"/0.png", "/1.png"}) {
      found.push_back(client.header(client.get("/outputs/" + id + file), "ETag"));
    }
    return found;
  };
  const json inputs = {{"prompt", "a"}, {"size", "256*256"}, {"num_images", 2}};
  const json others = {{"prompt", "b"}, {"size", "256*256"}, {"num_images", 2}};
  const auto first = tags(inputs);
  EXPECT_EQ(tags(inputs), first) << "a new mock with the same seed has the same tags";
  EXPECT_NE(first[0], first[1]);
  EXPECT_NE(tags(others)[0], first[0]) << "the same id, but a different file";
}

}  // namespace
}  // namespace wavespeed_mock::outputs_test
