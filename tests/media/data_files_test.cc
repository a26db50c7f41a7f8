#include "media/data_files.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <nlohmann/json.hpp>
#include <set>

namespace wavespeed_mock::data_files_test {
namespace {

using json = nlohmann::json;

constexpr TaskLabel kLabel{"acme/x", "a \"red\" cube, 立方体"};

std::uint64_t number(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8 | static_cast<std::uint8_t>(bytes.at(at + i));
  return value;
}

float real(const std::string& bytes, std::size_t at) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(number(bytes, at, 4)));
}

TEST(DataFiles, GlbIsMadeOfTwoChunks) {
  const std::string file = encode_glb(kLabel, 5);
  EXPECT_EQ(file.substr(0, 4), "glTF");
  EXPECT_EQ(number(file, 4, 4), 2U);
  EXPECT_EQ(number(file, 8, 4), file.size());
  const std::size_t scene_size = number(file, 12, 4);
  EXPECT_EQ(scene_size % 4, 0U);
  EXPECT_EQ(file.substr(16, 4), "JSON");
  const std::size_t buffer_at = 20 + scene_size;
  EXPECT_EQ(number(file, buffer_at, 4), file.size() - buffer_at - 8);
  EXPECT_EQ(number(file, buffer_at, 4) % 4, 0U);
  EXPECT_EQ(file.substr(buffer_at + 4, 4), std::string("BIN\0", 4));
}

TEST(DataFiles, GlbIsACubeThatNamesItsTask) {
  const std::string file = encode_glb(kLabel, 5);
  const std::size_t scene_size = number(file, 12, 4);
  const json scene = json::parse(file.substr(20, scene_size));
  EXPECT_EQ(scene["asset"]["version"], "2.0");
  EXPECT_EQ(scene["asset"]["extras"]["model"], kLabel.model);
  EXPECT_EQ(scene["asset"]["extras"]["prompt"], kLabel.prompt);
  EXPECT_EQ(scene["scenes"][0]["nodes"], json({0}));
  EXPECT_EQ(scene["nodes"][0]["mesh"], 0);
  const json& primitive = scene["meshes"][0]["primitives"][0];
  EXPECT_EQ(primitive["attributes"]["POSITION"], 0);
  EXPECT_EQ(primitive["indices"], 1);
  EXPECT_EQ(scene["materials"][primitive["material"].get<std::size_t>()]["pbrMetallicRoughness"]
                 ["baseColorFactor"]
                     .size(),
            4U);

  const std::size_t buffer = 20 + scene_size + 8;
  EXPECT_EQ(scene["buffers"][0]["byteLength"], file.size() - buffer);
  const json& positions = scene["accessors"][0];
  const json& indices = scene["accessors"][1];
  EXPECT_EQ(positions["type"], "VEC3");
  EXPECT_EQ(positions["componentType"], 5126);
  ASSERT_EQ(positions["count"], 8);
  EXPECT_EQ(positions["min"], json({-0.5, -0.5, -0.5}));
  EXPECT_EQ(positions["max"], json({0.5, 0.5, 0.5}));
  EXPECT_EQ(indices["componentType"], 5123);
  ASSERT_EQ(indices["count"], 36);
  EXPECT_EQ(scene["bufferViews"][0]["byteLength"], 8 * 12);
  EXPECT_EQ(scene["bufferViews"][1]["byteOffset"], 8 * 12);
  EXPECT_EQ(scene["bufferViews"][1]["byteLength"], 36 * 2);

  // Each triangle's normal, given by the order of its corners, points away from the centre.
  using Point = std::array<float, 3>;
  std::set<std::array<int, 3>> sides;
  for (std::size_t triangle = 0; triangle < 12; ++triangle) {
    std::array<Point, 3> p;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::uint64_t corner = number(file, buffer + 96 + (3 * triangle + i) * 2, 2);
      ASSERT_LT(corner, 8U);
      for (std::size_t axis = 0; axis < 3; ++axis)
        p[i][axis] = real(file, buffer + corner * 12 + axis * 4);
    }
    std::array<int, 3> normal{};
    float outwards = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::size_t b = (axis + 1) % 3;
      const std::size_t c = (axis + 2) % 3;
      const float n =
          (p[1][b] - p[0][b]) * (p[2][c] - p[0][c]) - (p[1][c] - p[0][c]) * (p[2][b] - p[0][b]);
      normal[axis] = static_cast<int>(n);
      outwards += n * p[0][axis];
    }
    EXPECT_EQ(outwards, 0.5F) << "triangle " << triangle;
    sides.insert(normal);
  }
  EXPECT_EQ(sides.size(), 6U);
}

TEST(DataFiles, SafetensorsHoldOneTensor) {
  const std::string file = encode_safetensors(kLabel, 0x123456789abcdef0);
  const std::size_t head_size = number(file, 0, 8);
  EXPECT_EQ(head_size % 8, 0U);
  const json head = json::parse(file.substr(8, head_size));
  EXPECT_EQ(head["__metadata__"]["model"], kLabel.model);
  EXPECT_EQ(head["__metadata__"]["prompt"], kLabel.prompt);
  const json& tensor = head["mock.weight"];
  EXPECT_EQ(tensor["dtype"], "F32");
  EXPECT_EQ(tensor["shape"], json({4, 4}));
  EXPECT_EQ(tensor["data_offsets"], json({0, 64}));
  ASSERT_EQ(file.size(), 8 + head_size + 64);
  for (std::size_t at = 8 + head_size; at < file.size(); at += 4) {
    EXPECT_GE(real(file, at), -0.5F);
    EXPECT_LT(real(file, at), 0.5F);
  }
}

TEST(DataFiles, TextsNameTheirTask) {
  EXPECT_EQ(encode_text({"acme/x", "a cat"}, 0),
            "acme/x was given the words \"a cat\". Its mock answers: the subject in a calm light, "
            "seen from the front.\n");
  EXPECT_EQ(encode_text({"acme/x", ""}, 3),
            "acme/x was given no words. Its mock answers: the subject in great detail, seen from "
            "close by.\n");
  const json parsed = json::parse(encode_json(kLabel, 1));
  EXPECT_EQ(parsed["model"], kLabel.model);
  EXPECT_EQ(parsed["prompt"], kLabel.prompt);
  EXPECT_EQ(parsed["text"], encode_text(kLabel, 1));
}

TEST(DataFiles, DifferBySeedAndAcceptAnyPrompt) {
  for (const auto encode : {encode_glb, encode_safetensors, encode_text, encode_json}) {
    EXPECT_EQ(encode(kLabel, 1), encode(kLabel, 1));
    EXPECT_NE(encode(kLabel, 1), encode(kLabel, 2));
    EXPECT_FALSE(encode({"acme/x", "broken \xff"}, 1).empty());
  }
}

}  // namespace
}  // namespace wavespeed_mock::data_files_test
