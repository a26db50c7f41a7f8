// Outputs that are not pictures, video or sound: 3D models, weights, texts. Each file contains the
// names of its model and prompt.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// What such a file says about its task, in UTF-8.
struct TaskLabel {
  std::string_view model;
  std::string_view prompt;
};

// Binary glTF 2.0: a cube of a metre in a colour of the seed's, the label in asset.extras.
std::string encode_glb(const TaskLabel& label, std::uint64_t seed);

// Weights of one small tensor whose numbers follow from the seed, the label in the metadata.
std::string encode_safetensors(const TaskLabel& label, std::uint64_t seed);

// A sentence that names model and prompt; as JSON, {"model", "prompt", "text"} with that sentence.
std::string encode_text(const TaskLabel& label, std::uint64_t seed);
std::string encode_json(const TaskLabel& label, std::uint64_t seed);

}  // namespace wavespeed_mock
