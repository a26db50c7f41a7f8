// The URLs of uploaded files.
// They are built from the address that the client uses, and are recognized when one comes back as
// an input.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "records/upload.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Appends "<base_url>/media/uploads/<id>/<name>".
void append_upload_url(std::string& out, std::string_view base_url, const Upload& upload);
// The same with the base URL of the request.
void append_upload_url(std::string& out, const Request& request, const Upload& upload);

// What such a URL names; views into it.
struct UploadLocation {
  std::string_view id;
  std::string_view name;
};

// Nullopt unless `url`, apart from its query, is one of an upload on the host that this request was
// sent to.
std::optional<UploadLocation> find_upload_location(std::string_view url, const Request& request);

}  // namespace wavespeed_mock
