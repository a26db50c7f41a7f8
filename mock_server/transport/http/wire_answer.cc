#include "transport/http/wire_answer.h"

#include <algorithm>
#include <cstdint>

#include "transport/http/field_text.h"

namespace wavespeed_mock::transport {
namespace {

// A chunk of the body's first half, and another one whose length is not a number.
std::string with_malformed_chunk(std::string_view body) {
  constexpr std::string_view kNoLength = "not-a-length\r\n";
  constexpr char kDigits[] = "0123456789abcdef";
  const std::size_t half = body.size() / 2;
  std::string text;
  if (half > 0) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      const std::size_t digit = half >> shift & 0xf;
      if (!text.empty() || digit != 0) text += kDigits[digit];
    }
    text += "\r\n";
    text += body.substr(0, half);
    text += "\r\n";
  }
  text += kNoLength;
  text += body.substr(half);
  return text;
}

std::size_t capped(std::uint64_t bytes, std::size_t max) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(bytes, max));
}

}  // namespace

std::size_t WireAnswer::next(std::size_t sent) const {
  if (sent == 0 || piece == 0) return (sent < first ? first : text.size()) - sent;
  return std::min(piece, text.size() - sent);
}

WireAnswer to_wire(const Response& response, const WireForm& form) {
  const DeliveryPlan& plan = response.delivery;
  WireAnswer answer{.ending = plan.ending};
  answer.closes = plan.ending != Ending::whole || plan.malformed_chunk ||
                  has_token(response.headers.get("Connection"), "close");
  if (plan.sends_nothing()) return answer;

  std::size_t head = 0;
  answer.text = plan.malformed_chunk ? to_head(response, form, Framing::chunked)
                                     : to_text(response, form, &head);
  if (plan.malformed_chunk) {
    head = answer.text.size();
    if (!form.head_only) answer.text += with_malformed_chunk(response.body);
  }
  if (plan.ending != Ending::whole) {
    answer.text.resize(head + capped(*plan.body_bytes, answer.text.size() - head));
  }
  answer.first = answer.text.size();
  if (plan.piece_bytes > 0) {
    answer.piece = capped(plan.piece_bytes, std::string::npos);
    answer.first = head + std::min(answer.piece, answer.text.size() - head);
    answer.pause = plan.piece_pause;
  }
  return answer;
}

}  // namespace wavespeed_mock::transport
