#include "transport/http/request_body.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace wavespeed_mock::transport {

Outcome<std::string> read_body(httplib::Stream& stream, const RequestHead& head, std::size_t max) {
  BodyDecoder decoder(head, max);
  std::array<char, 65'536> buffer;
  while (!decoder.done() && !decoder.error()) {
    // No byte of the next request may be taken out of the stream.
    const ssize_t got = stream.read(buffer.data(), std::min(decoder.certain(), buffer.size()));
    if (got <= 0) return decoder.cut_short();
    std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
    decoder.take(bytes);
  }
  if (decoder.error()) return *decoder.error();
  return decoder.take_body();
}

}  // namespace wavespeed_mock::transport
