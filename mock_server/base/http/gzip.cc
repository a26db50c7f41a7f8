#include "base/http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <optional>

#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

// Whether the parameters of a coding have the weight 0: "q=0", "q=0.000".
bool has_no_weight(std::string_view parameters) {
  const std::string_view weight = trimmed(parameters);
  if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return false;
  const std::string_view number = weight.substr(2);
  return number.starts_with('0') && number.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> named;
  bool any = false;
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view entry = accept_encoding.substr(0, comma);
    const std::size_t semicolon = std::min(entry.find(';'), entry.size());
    const std::string_view coding = trimmed(entry.substr(0, semicolon));
    const bool taken = semicolon == entry.size() || !has_no_weight(entry.substr(semicolon + 1));
    if (equal_ignoring_case(coding, "gzip")) named = taken;
    if (coding == "*") any = taken;
    accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size()
                                                                  : comma + 1);
  }
  return named.value_or(any);
}

std::string gzip(std::string_view text) {
  constexpr int kWindowOfGzip = 15 + 16;
  constexpr int kMemoryLevel = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kWindowOfGzip, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string out;
  out.resize(deflateBound(&stream, static_cast<uLong>(text.size())));
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in =
      static_cast<uInt>(std::min<std::size_t>(text.size(), std::numeric_limits<uInt>::max()));
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::bad_alloc();
  return out;
}

}  // namespace wavespeed_mock
