#include "base/http/field_bytes.h"

namespace wavespeed_mock {
namespace {

constexpr char kHexDigits[] = "0123456789ABCDEF";

void append_hex(std::string& out, char byte) {
  const auto number = static_cast<unsigned char>(byte);
  out += kHexDigits[number >> 4];
  out += kHexDigits[number & 15];
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
