#include "domain/billing/business_check.h"

#include <algorithm>
#include <array>

#include "base/text/ascii.h"

namespace wavespeed_mock {
namespace {

// Platforms under which any user gets a page.
constexpr std::array<std::string_view, 18> kPlatforms = {
    "vercel.app",     "netlify.app",     "github.io",       "gitlab.io",    "pages.dev",
    "herokuapp.com",  "web.app",         "firebaseapp.com", "onrender.com", "fly.dev",
    "replit.app",     "glitch.me",       "notion.site",     "wixsite.com",  "webflow.io",
    "framer.website", "producthunt.com", "toolify.ai"};
constexpr std::array<std::string_view, 12> kPersonalMail = {
    "gmail.com",  "googlemail.com", "outlook.com", "hotmail.com", "live.com",  "yahoo.com",
    "icloud.com", "proton.me",      "qq.com",      "163.com",     "naver.com", "gmx.de"};

// A name with a dot between parts of letters, digits and hyphens.
bool is_host(std::string_view host) {
  const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.'; };
  const std::size_t dot = host.find('.');
  return std::all_of(host.begin(), host.end(), fits) && dot != std::string_view::npos && dot > 0 &&
         !host.ends_with('.') && host.find("..") == std::string_view::npos;
}

template <std::size_t kSize>
bool is_under_any(std::string_view host, const std::array<std::string_view, kSize>& domains) {
  return std::any_of(domains.begin(), domains.end(), [&](std::string_view domain) {
    return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
  });
}

// The last two parts: enough to compare, though "co.uk" has it see too much in common.
std::string_view registered(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return host;
  const std::size_t before = host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

}  // namespace

std::string host_of_website(std::string_view website) {
  if (const std::size_t scheme = website.find("://"); scheme != std::string_view::npos) {
    website.remove_prefix(scheme + 3);
  }
  const std::string host = lower(website.substr(0, website.find_first_of("/?#:")));
  return is_host(host) ? host : "";
}

std::string host_of_email(std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0) return "";
  const std::string host = lower(email.substr(at + 1));
  return is_host(host) ? host : "";
}

bool is_business_website(std::string_view host) {
  return !host.empty() && !is_under_any(host, kPlatforms);
}

bool is_business_email(std::string_view host) {
  return !host.empty() && !is_under_any(host, kPersonalMail);
}

bool same_domain(std::string_view a, std::string_view b) {
  return registered(a) == registered(b);
}

}  // namespace wavespeed_mock
