// Whether an address belongs to a business.
// The review of a credit line wants a website and an e-mail address on a domain of the applicant's
// own.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// "https://shop.acme.com/about" -> "shop.acme.com", "jo@acme.com" -> "acme.com"; lower case, "" for
// text that is not an address.
std::string host_of_website(std::string_view website);
std::string host_of_email(std::string_view email);

// False for platforms under which any user gets an address ("acme.vercel.app"), and for
// directories of tools.
bool is_business_website(std::string_view host);
// False for the domains of personal mail ("gmail.com").
bool is_business_email(std::string_view host);

// Whether both belong to one domain: "shop.acme.com" and "mail.acme.com".
bool same_domain(std::string_view a, std::string_view b);

}  // namespace wavespeed_mock
