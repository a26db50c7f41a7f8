#include "base/http/field_bytes.h"

namespace wavespeed_mock {
namespace {

void append_hex(std::string& out, char byte) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto number = static_cast<unsigned char>(byte);
  out += kHex[number >> 4];
  out += kHex[number & 15];
}

}  // namespace

std::string name_of_byte(std::string_view text, std::size_t at) {
  std::string name = "byte 0x";
  append_hex(name, text[at]);
  name += " at position ";
  name += std::to_string(at + 1);
  return name;
}

std::string ascii_field_value(std::string_view text) {
  std::string value;
  value.reserve(text.size());
  for (const char byte : text) {
    if (byte >= ' ' && byte < 0x7f && byte != '%') {
      value += byte;
    } else {
      value += '%';
      append_hex(value, byte);
    }
  }
  return value;
}

}  // namespace wavespeed_mock
