// Tones as the bytes of sound files, one channel of 16-bit samples. Functions without state; any
// thread may call them.
//
// All throw std::runtime_error or std::bad_alloc when memory runs out.
#pragma once

#include <string>

#include "media/tone.h"

namespace wavespeed_mock {

std::string encode_wav(const Tone& tone);
// The samples alone, little-endian.
std::string encode_pcm(const Tone& tone);
std::string encode_flac(const Tone& tone);
// 64 kbit/s, with a header that tells players the exact length.
std::string encode_mp3(const Tone& tone);

}  // namespace wavespeed_mock
