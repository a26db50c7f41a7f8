// Pictures as GIF files, still or moving. A function without state; any thread may call it.
#pragma once

#include <string>

#include "media/picture.h"

namespace wavespeed_mock {

// A file in 252 fixed colours. With `seconds` it moves, twice a second: a bar along the upper edge
// shows how far it has come; 0 is a still picture. It holds one row of the picture at a time.
// Throws std::invalid_argument when a side is out of range, and std::runtime_error or
// std::bad_alloc when memory runs out.
std::string encode_gif(const PictureSpec& spec, double seconds);

}  // namespace wavespeed_mock
