#include "media/data_files.h"

#include <array>
#include <bit>
#include <nlohmann/json.hpp>

#include "base/value/byte_order.h"
#include "base/value/random.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

void append_float(std::string& out, float number) {
  append_little_endian(out, std::bit_cast<std::uint32_t>(number), 4);
}

void pad(std::string& text, std::size_t multiple, char with) {
  while (text.size() % multiple != 0) text += with;
}

// Corners of the cube, numbered by their bits: 1 is right, 2 is up, 4 is to the front.
constexpr std::size_t kCorners = 8;
// Triangles of the six sides, counterclockwise as seen from outside.
constexpr std::array<std::uint8_t, 36> kTriangles = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6,
                                                     0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5,
                                                     0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7};
constexpr std::size_t kPositionBytes = kCorners * 3 * 4;
constexpr std::size_t kIndexBytes = kTriangles.size() * 2;

std::string cube_buffer() {
  std::string out;
  for (unsigned corner = 0; corner < kCorners; ++corner) {
    for (unsigned axis = 0; axis < 3; ++axis)
      append_float(out, (corner >> axis & 1) ? 0.5F : -0.5F);
  }
  for (const std::uint8_t corner : kTriangles) append_little_endian(out, corner, 2);
  return out;
}

// Red, green, blue and opacity, from 0 to 1. Neighbouring seeds are told apart at a glance.
ordered_json colour(std::uint64_t seed) {
  const SeededRandom draws(seed, {});
  ordered_json channels = ordered_json::array();
  for (std::uint64_t i = 0; i < 3; ++i) channels.push_back(draws.uniform(RandomStream::picture, i));
  channels.push_back(1.0);
  return channels;
}

ordered_json cube_scene(const TaskLabel& label, std::uint64_t seed) {
  constexpr int kFloat = 5126;  // numbers of OpenGL
  constexpr int kUnsignedShort = 5123;
  constexpr int kVertices = 34962;
  constexpr int kIndices = 34963;
  ordered_json scene;
  scene["asset"] = {{"version", "2.0"},
                    {"generator", "wavespeed-mock"},
                    {"extras", {{"model", label.model}, {"prompt", label.prompt}}}};
  scene["scene"] = 0;
  scene["scenes"][0]["nodes"][0] = 0;
  scene["nodes"][0] = {{"name", "cube"}, {"mesh", 0}};
  scene["meshes"][0]["primitives"][0] = {
      {"attributes", {{"POSITION", 0}}}, {"indices", 1}, {"material", 0}};
  scene["materials"][0]["pbrMetallicRoughness"] = {
      {"baseColorFactor", colour(seed)}, {"metallicFactor", 0.0}, {"roughnessFactor", 0.8}};
  scene["accessors"][0] = {{"bufferView", 0},           {"componentType", kFloat},
                           {"count", kCorners},         {"type", "VEC3"},
                           {"min", {-0.5, -0.5, -0.5}}, {"max", {0.5, 0.5, 0.5}}};
  scene["accessors"][1] = {{"bufferView", 1},
                           {"componentType", kUnsignedShort},
                           {"count", kTriangles.size()},
                           {"type", "SCALAR"}};
  scene["bufferViews"][0] = {{"buffer", 0}, {"byteLength", kPositionBytes}, {"target", kVertices}};
  scene["bufferViews"][1] = {{"buffer", 0},
                             {"byteOffset", kPositionBytes},
                             {"byteLength", kIndexBytes},
                             {"target", kIndices}};
  scene["buffers"][0]["byteLength"] = kPositionBytes + kIndexBytes;
  return scene;
}

}  // namespace

std::string encode_glb(const TaskLabel& label, std::uint64_t seed) {
  std::string scene = dump(cube_scene(label, seed));
  pad(scene, 4, ' ');
  std::string buffer = cube_buffer();
  pad(buffer, 4, '\0');
  std::string out = "glTF";
  append_little_endian(out, 2, 4);  // version
  append_little_endian(out, 12 + 8 + scene.size() + 8 + buffer.size(), 4);
  append_little_endian(out, scene.size(), 4);
  out += "JSON";
  out += scene;
  append_little_endian(out, buffer.size(), 4);
  out.append("BIN\0", 4);
  out += buffer;
  return out;
}

std::string encode_safetensors(const TaskLabel& label, std::uint64_t seed) {
  constexpr std::size_t kSide = 4;
  constexpr std::size_t kBytes = kSide * kSide * 4;
  ordered_json fields;
  fields["__metadata__"] = {{"format", "pt"}, {"model", label.model}, {"prompt", label.prompt}};
  fields["mock.weight"] = {
      {"dtype", "F32"}, {"shape", {kSide, kSide}}, {"data_offsets", {0, kBytes}}};
  std::string head = dump(fields);
  pad(head, 8, ' ');
  std::string out;
  append_little_endian(out, head.size(), 8);
  out += head;
  for (std::size_t i = 0; i < kSide * kSide; ++i) {
    const auto bits = static_cast<float>(std::rotr(seed, static_cast<int>(4 * i)) & 0xffff);
    append_float(out, bits / 65'536.0F - 0.5F);
  }
  return out;
}

std::string encode_text(const TaskLabel& label, std::uint64_t seed) {
  constexpr std::array<std::string_view, 4> kViews = {
      "in a calm light, seen from the front", "at the end of a long day, seen from afar",
      "in bright colours, seen from above", "in great detail, seen from close by"};
  std::string out(label.model);
  if (label.prompt.empty()) {
    out += " was given no words.";
  } else {
    out += " was given the words \"";
    out += label.prompt;
    out += "\".";
  }
  out += " Its mock answers: the subject ";
  out += kViews[seed % kViews.size()];
  out += ".\n";
  return out;
}

std::string encode_json(const TaskLabel& label, std::uint64_t seed) {
  return dump({{"model", label.model},
               {"prompt", label.prompt},
               {"text", encode_text(label, seed)}}) +
         "\n";
}

}  // namespace wavespeed_mock
