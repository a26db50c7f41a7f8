#include "domain/outputs/output_text.h"

#include <string_view>

#include "domain/outputs/output_file.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kModeration = "content-moderation";

// The categories that the service's pages document.
std::string moderation_flags(bool nsfw) {
  std::string text = R"({"harassment":false,"hate":false,"sexual":)";
  text += nsfw ? "true" : "false";
  text += R"(,"sexual/minors":false,"violence":false})";
  return text;
}

}  // namespace

std::string output_text(const Prediction& prediction, std::uint32_t index) {
  if (prediction.model->type == kModeration) return moderation_flags(prediction.nsfw);
  std::string text = render_output(prediction, index);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace wavespeed_mock
