// Entity tags: how a client asks whether what it has is still the same.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// A tag for these bytes, without quotes. Others have another tag, in all likelihood; it is the same
// in every run.
std::string entity_tag_of(std::string_view bytes);

// Whether the value of an If-None-Match, a list of tags or "*", names the tag `quoted`. Weak tags
// count: for a GET without a range it is enough that the files mean the same.
bool names_entity_tag(std::string_view list, std::string_view quoted);

}  // namespace wavespeed_mock
