// Encodes pictures as PNG, JPEG or WebP files. Settings favour speed over size.
//
// Free functions without state; any thread may call them.
#pragma once

#include <string>

#include "media/picture.h"

namespace wavespeed_mock {

enum class PictureFormat { png, jpeg, webp };

// A whole file. The same arguments give the same bytes as long as the libraries stay the same.
// PNG keeps every pixel; JPEG and WebP are lossy. PNG and JPEG hold one row at a time plus the
// file itself, WebP about 5 bytes per pixel.
// Throws std::invalid_argument when a side is out of range, and std::runtime_error or
// std::bad_alloc when memory runs out.
std::string encode_picture(const PictureSpec& spec, PictureFormat format);

}  // namespace wavespeed_mock
