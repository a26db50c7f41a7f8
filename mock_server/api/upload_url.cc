#include "api/upload_url.h"

#include "api/base_url.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kFolder = "/media/uploads/";

}  // namespace

void append_upload_url(std::string& out, const Request& request, const Upload& upload) {
  std::string base_url;
  append_base_url(base_url, request);
  append_upload_url(out, base_url, upload);
}

void append_upload_url(std::string& out, std::string_view base_url, const Upload& upload) {
  out += base_url;
  out += kFolder;
  append_hex(out, upload.id);
  out += '/';
  out += upload.url_name;
}

std::optional<UploadLocation> find_upload_location(std::string_view url, const Request& request) {
  std::string start;
  append_base_url(start, request);
  start += kFolder;
  if (!url.starts_with(start)) return std::nullopt;
  url = url.substr(0, url.find_first_of("?#"));
  url.remove_prefix(start.size());
  const std::size_t slash = url.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return UploadLocation{url.substr(0, slash), url.substr(slash + 1)};
}

}  // namespace wavespeed_mock
