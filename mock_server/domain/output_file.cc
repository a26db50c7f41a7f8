#include "domain/output_file.h"

#include "domain/picture_encoders.h"

namespace wavespeed_mock {

bool is_renderable(const Prediction& prediction) {
  return picture_format(prediction.output.extension).has_value();
}

std::string render_output(const Prediction& prediction, std::uint32_t index) {
  const PictureSpec picture{.width = prediction.output.width,
                            .height = prediction.output.height,
                            .seed = prediction.id.high ^ prediction.id.low ^ index};
  return encode_picture(picture, picture_format(prediction.output.extension).value());
}

}  // namespace wavespeed_mock
