// The texts that tasks of text models return: they are in `outputs` themselves, not in files.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <string>

#include "records/prediction.h"

namespace wavespeed_mock {

// Whether `outputs` of a task of that model has texts, and no URLs of files.
inline bool returns_text(const Model& model) {
  return model.output == MediaKind::text;
}

// The text of the output with that index, in UTF-8, without a line break at its end. It follows
// from the task alone, so that each answer has the same. JSON where the input `output_format` asks
// for it, and of content moderation: an object of flags, all false unless the task is flagged.
std::string output_text(const Prediction& prediction, std::uint32_t index);

}  // namespace wavespeed_mock
